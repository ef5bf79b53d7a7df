package io.tacit.core.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tacit.core.engine.Block;
import io.tacit.core.engine.Engine;
import io.tacit.core.engine.cpu.CpuEngine;
import io.tacit.core.io.SafeTensors;
import io.tacit.core.io.TensorFile;
import io.tacit.core.nn.Activation;
import io.tacit.core.nn.Net;
import io.tacit.core.program.Program;
import io.tacit.core.random.RandomKey;
import io.tacit.core.solve.Ivp;
import io.tacit.core.solve.Solver;
import io.tacit.core.solve.Stepping;
import io.tacit.core.solve.ode.Dopri5;
import io.tacit.core.solve.ode.Ode;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.ParamLayout;
import io.tacit.core.tensor.Precision;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The model: its parameters, fields of one's own, and its way to a file and back. */
class CnfTest {

    @Test
    @DisplayName("parameters of blocks have names of their own, in one vector without gaps")
    void names() {
        Cnf cnf = Cnf.ffjord(3, 3, Activation.SOFTPLUS, 5, 4);
        List<ParamLayout.Entry> entries = cnf.layout().entries();
        assertThat(entries)
                .extracting(ParamLayout.Entry::name)
                .doesNotHaveDuplicates()
                .hasSize(3 * 3 * 5);
        int offset = 0;
        for (ParamLayout.Entry entry : entries) {
            assertThat(entry.offset()).isEqualTo(offset);
            offset += entry.shape().stream().reduce(1, (a, b) -> a * b);
        }
        assertThat(cnf.layout().size()).isEqualTo(offset);
        assertThat(cnf.initial(Precision.FLOAT32, RandomKey.of(1)).length()).isEqualTo(offset);
    }

    @Test
    @DisplayName("each block begins with numbers of its own")
    void blocksDiffer() {
        Cnf cnf = Flows.small(2);
        FlatVector theta = cnf.initial(Precision.FLOAT64, RandomKey.of(1));
        int half = theta.length() / 2;
        for (int i = 0; i < half; i++) {
            assertThat(theta.get(i)).isNotEqualTo(theta.get(half + i));
        }
    }

    @Test
    @DisplayName("fields that share a parameter's name are refused")
    void sameNames() {
        Net field = Net.field(Flows.pendulum());
        assertThatThrownBy(() -> new Cnf(List.of(field, field), 1)).hasMessageContaining("friction");
    }

    @Test
    @DisplayName("a field of one's own is a flow: the friction of a pendulum is the rate at which volume shrinks")
    void ownField() {
        Cnf cnf = Cnf.of(Flows.pendulum()).withT1(2);
        assertThat(cnf.layout().entries()).extracting(ParamLayout.Entry::name).containsExactly("friction");
        Block theta = Ivp.ENGINE.vector(FlatVector.of(0.7));
        Solver<Ode> solver = Dopri5.solver(1e-9).with(Stepping.PER_EXAMPLE);
        CnfDensity.Densities d = new CnfDensity(Ivp.ENGINE, cnf, new Divergence.Exact(), solver)
                .of(Ivp.block(new double[] {1.1, -0.4}), List.of(), theta);
        double[] z = Ivp.row(d.latent(), 0);
        double base = -0.5 * (z[0] * z[0] + z[1] * z[1]) - Math.log(2 * Math.PI);
        assertThat(d.logDensity().get(0, 0)).isCloseTo(base - 0.7 * 2, within(1e-8));
    }

    @Test
    @DisplayName("a program that is no vector field is refused with what was expected")
    void refused() {
        Program two = Program.of(g -> {
            g.output("a", g.example("z", 2));
            g.output("b", g.example("z", 2).square());
        });
        assertThatThrownBy(() -> Cnf.of(two)).hasMessageContaining("one output").hasMessageContaining("[a, b]");
        Program otherShape = Program.trace(g -> g.example("z", 2).sum());
        assertThatThrownBy(() -> Cnf.of(otherShape)).hasMessageContaining("[2]").hasMessageContaining("[]");
        Program noState = Program.trace(g -> g.example("x", 2));
        assertThatThrownBy(() -> Cnf.of(noState)).hasMessageContaining("'z'").hasMessageContaining("[x]");
        Program forced = Program.trace(g -> g.example("z", 2).plus(g.example("force", 2)));
        assertThatThrownBy(() -> Cnf.of(forced)).hasMessageContaining("force");
    }

    @Test
    @DisplayName("K7 a model written to a file and read again gives the same densities bit for bit")
    void export() throws IOException {
        Cnf cnf = Flows.small(2);
        FlatVector theta = Flows.bent(cnf, Precision.FLOAT32);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SafeTensors.write(TensorFile.of(cnf.layout(), theta), out);
        FlatVector read = SafeTensors.read(new ByteArrayInputStream(out.toByteArray()), "memory")
                .theta(Flows.small(2).layout(), "memory");
        assertThat(read.sha256()).isEqualTo(theta.sha256());
        assertThat(scores(read)).isEqualTo(scores(theta));
    }

    private static double[] scores(FlatVector theta) {
        try (Engine engine = new CpuEngine(1)) {
            Solver<Ode> solver = Dopri5.solver(1e-5).with(Stepping.PER_EXAMPLE);
            CnfDensity density = new CnfDensity(engine, Flows.small(2), new Divergence.Exact(), solver);
            return Flows.values(density.of(Flows.normal(engine, 30, 2, 1), List.of(), engine.vector(theta))
                    .logDensity());
        }
    }
}
