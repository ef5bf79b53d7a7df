package io.tacit.core.solve;

import io.tacit.core.program.Expr;
import io.tacit.core.program.Graph;
import io.tacit.core.program.Program;
import io.tacit.core.program.Shape;
import io.tacit.core.random.RandomKey;
import io.tacit.core.solve.ode.Ode;
import java.util.function.BiFunction;

/** Equations of the literature for tests; the state is {@code z}. */
public final class Fields {

    private Fields() {}

    /** dz/dt = body(z, t) for a state of {@code n} places. */
    public static Ode field(int n, BiFunction<Expr, Expr, Expr> body) {
        return Ode.of(Program.of(g -> g.output("z", body.apply(g.example("z", n), g.shared("t")))), "z");
    }

    /** T01: y' = 0.2 + (y − (0.2 t + 3))⁵, y(1) = 3.2; y = 0.2 t + 3. */
    public static Ivp constant() {
        Ode ode = field(1, (y, t) -> y.minus(t.times(0.2).plus(3)).pow(5).plus(0.2));
        return Ivp.of(ode, 1, 8, new double[] {3.2});
    }

    /** T02: y' = 2y/t + t⁴ sin 2t − t² + 4t³. */
    public static Ivp sine() {
        Ode ode = field(1, (y, t) -> y.times(2)
                .over(t)
                .plus(t.pow(4).times(t.times(2).sin()))
                .minus(t.square())
                .plus(t.pow(3).times(4)));
        return Ivp.of(ode, 1, 8, new double[] {4.45027807613942});
    }

    public static double sineExact(double t) {
        return -Math.pow(t, 4) * Math.cos(2 * t) / 2
                + Math.pow(t, 3) * Math.sin(2 * t) / 2
                + t * t * Math.cos(2 * t) / 4
                - Math.pow(t, 3)
                + 2 * Math.pow(t, 4)
                + (Math.PI - 0.25) * t * t;
    }

    /** y' = A y with A a parameter. */
    public static Ode linear(int n) {
        return Ode.of(Program.of(g -> g.output("z", g.param("A", n, n).matmul(g.example("z", n)))), "z");
    }

    /** T03: skew A = U − Uᵀ, U = 0.1 randn, row-major. */
    public static double[] skew(int n, long seed) {
        RandomKey key = RandomKey.of(seed);
        double[] a = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                a[i * n + j] = 0.1 * (key.gaussian(i * n + j) - key.gaussian(j * n + i));
            }
        }
        return a;
    }

    /** T04: y' = −0.1 e^(−0.1 t). */
    public static Ivp exponential() {
        Ode ode = field(1, (y, t) -> y.times(0).plus(t.times(-0.1).exp().times(-0.1)));
        return Ivp.of(ode, 1, 8, new double[] {Math.exp(-0.1)});
    }

    /** T18: y' = (y³) A with A a parameter. */
    public static Ivp spiral() {
        Program field = Program.of(g -> g.output(
                "z", g.param("A", 2, 2).transpose().matmul(g.example("z", 2).pow(3))));
        return Ivp.of(Ode.of(field, "z"), 0, 25, new double[] {2, 0}).with(-0.1, 2, -2, -0.1);
    }

    /** T19: Lotka–Volterra with parameters a, b, c, d. */
    public static Ivp lotkaVolterra() {
        Program field = Program.of(g -> {
            Expr z = g.example("z", 2);
            Expr p = g.param("p", 4);
            Expr xy = z.at(0).times(z.at(1));
            g.output(
                    "z",
                    stack(
                            g,
                            p.at(0).times(z.at(0)).minus(p.at(1).times(xy)),
                            p.at(3).times(xy).minus(p.at(2).times(z.at(1)))));
        });
        return Ivp.of(Ode.of(field, "z"), 0, 10, new double[] {1, 1}).with(1.5, 1, 3, 1);
    }

    /** T37: Van der Pol, x' = y, y' = μ (1 − x²) y − x. */
    public static Ode vanDerPol() {
        return Ode.of(
                Program.of(g -> {
                    Expr z = g.example("z", 2);
                    Expr x = z.at(0);
                    Expr y = z.at(1);
                    Expr mu = g.param("mu");
                    g.output(
                            "z",
                            stack(
                                    g,
                                    y,
                                    x.square()
                                            .negate()
                                            .plus(1)
                                            .times(mu)
                                            .times(y)
                                            .minus(x)));
                }),
                "z");
    }

    /** Scalars one after another as a vector. */
    public static Expr stack(Graph g, Expr... scalars) {
        Expr[] rows = new Expr[scalars.length];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = scalars[i].spread().reshape(Shape.of(1));
        }
        return g.concat(0, rows);
    }
}
