package io.tacit.core.engine.plan.kernel;

import io.tacit.core.engine.plan.kernel.ValueNumbering.Value;
import io.tacit.core.tensor.Precision;

/** Elementary functions as sequences of primitives. NaN gives NaN, infinities the limit. Accuracies stand with the implementations. */
sealed interface Elementary permits Elementary32, Elementary64 {

    /** Those of a precision. */
    static Elementary of(Precision precision) {
        return precision == Precision.FLOAT32 ? new Elementary32() : new Elementary64();
    }

    Value exp(Value x);

    Value log(Value x);

    Value sin(Value x);

    Value cos(Value x);

    Value tanh(Value x);

    /** 1 / (1 + e⁻ˣ). */
    Value sigmoid(Value x);

    /** ln(1 + eˣ). */
    Value softplus(Value x);

    /** 2/√π ∫₀ˣ exp(−t²) dt. */
    Value erf(Value x);

    /** aᵇ with the limits of {@link Math#pow}. */
    Value pow(Value a, Value b);
}
