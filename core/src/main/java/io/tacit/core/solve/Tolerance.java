package io.tacit.core.solve;

import java.io.Serializable;

/** Against what an error is measured: {@code absolute + relative · |z|} in each place. */
public record Tolerance(double relative, double absolute) implements Serializable {

    public Tolerance {
        if (!(relative >= 0) || !(absolute >= 0) || !(relative + absolute > 0)) {
            throw new IllegalArgumentException("tolerance: expected relative ≥ 0 and absolute ≥ 0, not both 0, got "
                    + relative + " and " + absolute);
        }
    }
}
