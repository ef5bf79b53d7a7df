package io.tacit.examples;

import io.tacit.core.random.RandomKey;

/** A particle on a line, in the field of force q − q³: valleys at ±1, a hill at 0. */
record Particle(double q, double v) {
    private static final int STEPS = 400;

    /** Standard normal position and velocity. */
    static Particle started(RandomKey key) {
        return new Particle(key.gaussian(0), key.gaussian(1));
    }

    static double force(double q) {
        return q - q * q * q;
    }

    /** Where it is after some seconds under friction; classical Runge and Kutta. */
    Particle after(double seconds, double friction) {
        double h = seconds / STEPS;
        Particle now = this;
        for (int i = 0; i < STEPS; i++) {
            Particle k1 = now.rate(friction);
            Particle k2 = now.moved(k1, h / 2).rate(friction);
            Particle k3 = now.moved(k2, h / 2).rate(friction);
            Particle k4 = now.moved(k3, h).rate(friction);
            now = now.moved(k1, h / 6).moved(k2, h / 3).moved(k3, h / 3).moved(k4, h / 6);
        }
        return now;
    }

    private Particle rate(double friction) {
        return new Particle(v, force(q) - friction * v);
    }

    private Particle moved(Particle rate, double h) {
        return new Particle(q + h * rate.q, v + h * rate.v);
    }
}
