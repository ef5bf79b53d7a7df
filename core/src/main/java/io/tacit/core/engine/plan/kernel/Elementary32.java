package io.tacit.core.engine.plan.kernel;

import io.tacit.core.engine.plan.kernel.ValueNumbering.Value;

/**
 * Elementary functions in float32, written once, as primitives; vector code and scalar twin follow from these formulas and so agree in every
 * bit. NaN gives NaN, infinities the limit. Accuracies are the largest errors seen against double arithmetic in dense samples of the whole
 * range (see {@code Elementary32Test}); an ulp is 2⁻²³ relative at most. Rational approximations are least-squares fits, reweighted until
 * their relative error is level; exp, log and sine follow Moshier's Cephes library (1989) with the reductions of Cody and Waite (1980).
 */
final class Elementary32 implements Elementary {

    /** 1.5 · 2²³: adding it rounds to an integer, which is then in the low bits. */
    private static final float MAGIC = 0x1.8p23f;

    private static final int MAGIC_BITS = 0x4B400000;
    private static final float LN2_HIGH = 0.6931472f;
    private static final float LN2_LOW = -1.9046542e-9f;

    /** x P(x²) / Q(x²) for |x| ≤ 8.1, from there ±1. At most 4.6 ulp or 2.8 · 10⁻⁷ relative, and never beyond ±1. */
    @Override
    public Value tanh(Value x) {
        Value t = x.times(x);
        Value p = t.polynomial(1.0f, 0.13432163f, 0.0035567337f, 2.1638045e-5f, 1.4841607e-8f);
        Value q = t.polynomial(1.0f, 0.46765488f, 0.02610848f, 3.3865182e-4f, 8.3710376e-7f);
        return saturate(x, 8.1f, x.times(p).over(q));
    }

    /** x P(x²) / Q(x²) for |x| ≤ 3.62, from there ±1. At most 5 ulp or 3.1 · 10⁻⁷ relative, and never beyond ±1. */
    @Override
    public Value erf(Value x) {
        Value t = x.times(x);
        Value p = t.polynomial(1.1283791f, 0.18471216f, 0.052159335f, 0.003561234f, 2.8753592e-4f, 2.194603e-6f);
        Value q = t.polynomial(1.0f, 0.4970299f, 0.11190328f, 0.0145603f, 0.0011260135f, 3.971181e-5f);
        return saturate(x, 3.62f, x.times(p).over(q));
    }

    /** y, but the sign of x where |x| is beyond the limit. */
    private static Value saturate(Value x, float limit, Value y) {
        return x.constant(limit).ifLess(x.abs(), x.signed(x.constant(1)), y);
    }

    /** 2ⁿ eʳ with n the integer nearest x / ln 2. At most 1 ulp, subnormal results included. */
    @Override
    public Value exp(Value x) {
        Value z = x.fma(1.442695f, MAGIC);
        Value n = z.minus(MAGIC);
        Value r = n.fma(-LN2_HIGH, x);
        return scaledExp(x, z, n.fma(-LN2_LOW, r));
    }

    /** e^{h + r₁} where {@code z} holds n in its low bits and r = h + r₁ − n ln 2; {@code h} decides on overflow. */
    private static Value scaledExp(Value h, Value z, Value r) {
        // Twice eʳ times 2ⁿ⁻¹, since 2¹²⁸ is not a number.
        Value twice = r.polynomial(2f, 2f, 0.9999999f, 0.3333304f, 0.083336786f, 0.016737562f, 0.002762893f);
        // Where 2ⁿ⁻¹ is not a normal number or nearly so, as 2ⁿ⁺⁶³ and then 2⁻⁶⁴, which rounds once.
        Value near = h.ifLess(-80, z.plus(64), z);
        Value power = near.shift(Primitive.BITS_TO_EXPONENT).bitsPlus(h.bits(0x3F000000));
        Value y = twice.times(power).times(h.ifLess(-80, h.constant(0x1p-64f), h.constant(1)));
        Value finite = h.constant(88.72283f).ifLess(h, h.constant(Float.POSITIVE_INFINITY), y);
        return h.ifLess(-104, h.constant(0), finite);
    }

    /** n ln 2 + log m with √½ ≤ m &lt; √2. At most 1 ulp, subnormal arguments included. */
    @Override
    public Value log(Value x) {
        Reduced reduced = reduce(x);
        Value f = reduced.fraction();
        Value n = reduced.exponent();
        Value f2 = f.times(f);
        Value tail = f2.times(f).fma(cubicTail(f), n.times(LN2_LOW));
        Value y = n.fma(LN2_HIGH, f2.fma(-0.5f, tail).plus(f));
        return logLimits(x, y);
    }

    /** x = 2ⁿ (1 + f). */
    private record Reduced(Value exponent, Value fraction) {}

    private static Reduced reduce(Value x) {
        Value smallest = x.constant(Float.MIN_NORMAL);
        Value normal = x.ifLess(smallest, x.times(0x1p24f), x);
        Value adjust = x.ifLess(smallest, x.constant(-24), x.constant(0));
        Value half = x.constant(0.70710677f);
        Value shifted = normal.bitsMinus(half).shift(Primitive.EXPONENT_TO_BITS);
        Value n = shifted.bitsPlus(x.bits(MAGIC_BITS)).minus(MAGIC);
        Value m = normal.bitsMinus(shifted.shift(Primitive.BITS_TO_EXPONENT));
        return new Reduced(n.plus(adjust), m.minus(1));
    }

    /** (log(1 + f) − f + f²/2) / f³. */
    private static Value cubicTail(Value f) {
        return f.polynomial(
                3.3333331174e-1f,
                -2.4999993993e-1f,
                2.0000714765e-1f,
                -1.6668057665e-1f,
                1.4249322787e-1f,
                -1.2420140846e-1f,
                1.1676998740e-1f,
                -1.1514610310e-1f,
                7.0376836292e-2f);
    }

    private static Value logLimits(Value x, Value y) {
        Value infinity = x.constant(Float.POSITIVE_INFINITY);
        Value upper = x.ifLess(infinity, y, x);
        Value lower = x.ifLess(0, x.constant(Float.NaN), upper);
        return x.ifEqual(0, x.constant(Float.NEGATIVE_INFINITY), lower);
    }

    /** ln(1 + eˣ) = max(x, 0) + ln(1 + y), y = e^{−|x|} ≤ 1, the logarithm by f = y or, for large y, f = (y − 1)/2. At most 2 ulp. */
    @Override
    public Value softplus(Value x) {
        Value y = exp(x.abs().negate());
        Value small = x.constant(0.41421357f);
        Value f = y.ifLess(small, y, y.fma(0.5f, -0.5f));
        Value base = y.ifLess(small, x.constant(0), x.constant(LN2_HIGH));
        Value f2 = f.times(f);
        Value tail = f2.times(f).times(cubicTail(f));
        Value log = base.plus(f2.fma(-0.5f, tail).plus(f));
        return x.ifLess(0, x.constant(0), x).plus(log);
    }

    /** 1 / (1 + e⁻ˣ), from e^{−|x|} on both sides. At most 2 ulp. */
    @Override
    public Value sigmoid(Value x) {
        Value e = exp(x.abs().negate());
        return x.ifLess(0, e, x.constant(1)).over(e.plus(1));
    }

    @Override
    public Value sin(Value x) {
        return wave(x, 0);
    }

    @Override
    public Value cos(Value x) {
        return wave(x, 1);
    }

    /**
     * sin(x + quarters · π/2). At most 2 ulp of the result, or 10⁻⁷ absolute, for |x| ≤ 10⁵; from there to 2²¹ the error grows to 10⁻⁵; for
     * larger arguments the reduced angle is taken as 0, so that the result is bounded.
     */
    private static Value wave(Value x, int quarters) {
        Value z = x.fma(0.63661975f, MAGIC);
        Value n = z.minus(MAGIC);
        Value r = n.fma(-1.5707964f, x);
        r = n.fma(4.371139e-8f, r);
        r = n.fma(1.7763568e-15f, r);
        r = x.abs().ifLess(0x1p21f, r, x.minus(x));
        Value r2 = r.times(r);
        Value sine = r2.times(r).fma(r2.polynomial(-1.6666654611e-1f, 8.3321608736e-3f, -1.9515295891e-4f), r);
        Value cosine = r2.times(r2)
                .fma(
                        r2.polynomial(4.166664568298827e-2f, -1.388731625493765e-3f, 2.443315711809948e-5f),
                        r2.fma(-0.5f, 1f));
        Value quadrant = z.bitsPlus(x.bits(quarters));
        Value odd = quadrant.shift(Primitive.FIRST_BIT_TO_SIGN).or(x.constant(1));
        Value sign = quadrant.shift(Primitive.SECOND_BIT_TO_SIGN).signBit();
        return odd.ifLess(0, cosine, sine).xor(sign);
    }

    /**
     * |a|ᵇ = e^{b log|a|} with the logarithm and the product in two floats each; its sign and the limits as {@link Math#pow}. At most 2 ulp
     * where |b log a| ≤ 1, 16 ulp up to the limits of float32.
     */
    @Override
    public Value pow(Value a, Value b) {
        Value magnitude = powMagnitude(a.abs(), b);
        Value size = b.abs();
        // From 2²³ on every number is an integer, from 2²⁴ on an even one; below, adding 2²³ rounds to an integer.
        Value rounded = size.ifLess(0x1p23f, size.plus(0x1p23f), size);
        Value integer = size.ifLess(0x1p23f, rounded.minus(0x1p23f), size);
        Value odd = size.ifLess(0x1p24f, rounded.shift(Primitive.FIRST_BIT_TO_SIGN), a.constant(0));
        Value sign = a.steps().apply(Primitive.BITS_AND, odd, a);
        Value negative = a.ifEqual(Float.NEGATIVE_INFINITY, magnitude, a.constant(Float.NaN));
        Value fraction = a.ifLess(0, negative, magnitude);
        Value y = integer.ifEqual(size, magnitude.xor(sign), fraction);
        return b.ifEqual(0, b.constant(1), y);
    }

    private static Value powMagnitude(Value a, Value b) {
        Reduced reduced = reduce(a);
        Value f = reduced.fraction();
        Value n = reduced.exponent();
        Value f2 = f.times(f);
        Value f2Low = f.fma(f, f2.negate());
        // log a = n ln 2 + f − f²/2 + …, summed from large to small, with what each sum drops.
        Value head = f2.fma(-0.5f, f);
        Value headLow = f.minus(head).minus(f2.times(0.5f)).minus(f2Low.times(0.5f));
        Value rest = f2.times(f).fma(cubicTail(f), headLow).plus(n.times(LN2_LOW));
        Value big = n.times(LN2_HIGH);
        Value bigLow = n.fma(LN2_HIGH, big.negate());
        Value sum = big.plus(head);
        Value part = sum.minus(big);
        Value sumLow = big.minus(sum.minus(part)).plus(head.minus(part));
        Value low = sumLow.plus(rest).plus(bigLow);
        Value high = sum.plus(low);
        Value lower = low.minus(high.minus(sum));
        Value exponent = b.times(high);
        Value exponentLow = b.fma(high, exponent.negate()).plus(b.times(lower));
        Value z = exponent.fma(1.442695f, MAGIC);
        Value turns = z.minus(MAGIC);
        Value r = turns.fma(-LN2_HIGH, exponent);
        Value y = scaledExp(exponent, z, turns.fma(-LN2_LOW, r).plus(exponentLow));
        return powLimits(a, b, y);
    }

    private static Value powLimits(Value a, Value b, Value y) {
        Value zero = a.constant(0);
        Value infinity = a.constant(Float.POSITIVE_INFINITY);
        Value atZero = b.ifLess(zero, infinity, zero.ifLess(b, zero, b));
        Value atInfinity = b.ifLess(zero, zero, zero.ifLess(b, infinity, b));
        Value regular = a.ifLess(infinity, y, a.ifEqual(infinity, atInfinity, a));
        return a.ifEqual(zero, atZero, regular);
    }
}
