package io.tacit.core.engine.plan.kernel;

import io.tacit.core.engine.plan.kernel.ValueNumbering.Value;

/**
 * Elementary functions in float64, written once, as primitives; generated code and scalar twin follow from these formulas and so agree in every
 * bit. NaN gives NaN, infinities the limit. Accuracies are bounds on the errors seen against {@code StrictMath} and exact arithmetic in dense samples of the whole
 * range (see {@code Elementary64Test}); an ulp is that of the result. Polynomials interpolate at the Chebyshev nodes of their
 * interval, computed with 60 digits and then rounded; reductions follow Cody and Waite (1980).
 */
final class Elementary64 implements Elementary {

    /** 1.5 · 2⁵²: adding it rounds to an integer, which is then in the low bits. */
    private static final double MAGIC = 0x1.8p52;

    private static final long MAGIC_BITS = 0x4338000000000000L;
    private static final double INVERSE_LN2 = 1.4426950408889634;

    /** ln 2 with 14 low bits zero, so that its products with exponents are exact; the rest of ln 2. */
    private static final double LN2_HIGH = 0.6931471805582987;

    private static final double LN2_LOW = 1.6465949582897082e-12;

    /** erf(x) / x for 0 ≤ x ≤ 1, in x². */
    private static final double[] ERF = {
        1.1283791670955126,
        -0.3761263890318375,
        0.11283791670954879,
        -0.026866170645076792,
        0.0052239776248180145,
        -0.000854832698083379,
        0.0001205533111164271,
        -1.4925595266831182e-05,
        1.6461000484121368e-06,
        -1.6350312701054695e-07,
        1.4659775274047436e-08,
        -1.1372848856791674e-09,
        5.957176147748911e-11
    };

    /** e^{x²} erfc(x) for 1 ≤ x ≤ 6, in (x − 3)/(x + 3). */
    private static final double[] ERFCX = {
        0.17900115118138996,
        -0.32623356004303716,
        0.24560380171233195,
        -0.15011593650078744,
        0.07166583719774874,
        -0.024392499318273194,
        0.004269136347508256,
        0.0007077464443901538,
        -0.0005970623517093284,
        4.525472635483354e-05,
        6.406182073530546e-05,
        -1.284889451252353e-05,
        -8.008021319412685e-06,
        2.023603179641757e-06,
        1.2801900862962662e-06
    };

    /**
     * For |x| &lt; 0.625 x + x³ P(x²) / Q(x²), from there 1 − 2 / (e^{2|x|} + 1) with the sign of x. At most 3 ulp, and never beyond ±1.
     */
    @Override
    public Value tanh(Value x) {
        Value a = x.abs();
        Value t = a.times(a);
        Value p = t.polynomial(-0.3333333333333333, -0.020498799708498872, -0.0001991780435861287);
        Value q = t.polynomial(1, 0.4614963991254931, 0.02329133187629886, 0.0002065337374875025);
        Value e = exp(a.plus(a));
        Value numerator = a.ifLess(0.625, a.times(t).times(p), a.constant(-2));
        Value denominator = a.ifLess(0.625, q, e.plus(1));
        Value base = a.ifLess(0.625, a, a.constant(1));
        return x.signBit().or(base.plus(numerator.over(denominator)));
    }

    /**
     * For |x| &lt; 1 x P(x²), from there 1 − e^{−x²} R((|x| − 3)/(|x| + 3)) with the sign of x, and ±1 from 6 on. At most 3 ulp, and never beyond ±1.
     */
    @Override
    public Value erf(Value x) {
        Value a = x.abs();
        Value t = a.times(a);
        Value small = a.times(t.polynomial(ERF));
        Value u = a.minus(3).over(a.plus(3));
        Value rest = exp(t.negate()).times(u.polynomial(ERFCX));
        Value large = a.ifLess(6, a.constant(1).minus(rest), a.constant(6).ifLess(a, a.constant(1), a));
        Value limit = a.ifEqual(6, a.constant(1), large);
        return x.signBit().or(a.ifLess(1, small, limit));
    }

    /** 2ⁿ eʳ with n the integer nearest x / ln 2. At most 1 ulp, subnormal results included. */
    @Override
    public Value exp(Value x) {
        Value z = x.fma(INVERSE_LN2, MAGIC);
        Value n = z.minus(MAGIC);
        Value r = n.fma(-LN2_HIGH, x);
        return scaledExp(x, z, n.fma(-LN2_LOW, r));
    }

    /** e^{h + r₁} where {@code z} holds n in its low bits and r = h + r₁ − n ln 2; {@code h} decides on overflow. */
    private static Value scaledExp(Value h, Value z, Value r) {
        Value tail = r.polynomial(
                0.5,
                0.16666666666666702,
                0.04166666666666669,
                0.008333333333309509,
                0.0013888888888871874,
                0.00019841269909257902,
                2.480158735013993e-05,
                2.755722492065214e-06,
                2.7557251877225084e-07,
                2.511488209588034e-08,
                2.092158893897149e-09);
        Value e = r.times(r).fma(tail, r).plus(1);
        // Twice eʳ times 2ⁿ⁻¹, since 2¹⁰²⁴ is not a number; where 2ⁿ⁻¹ is not a normal number or nearly so, as 2ⁿ⁺¹²⁷
        // and then 2⁻¹²⁸, which rounds once.
        Value near = h.ifLess(-690, z.plus(128), z);
        Value power = near.shift(Primitive.BITS_TO_EXPONENT).bitsPlus(h.constant(0.5));
        Value y = e.plus(e).times(power).times(h.ifLess(-690, h.constant(0x1p-128), h.constant(1)));
        Value finite = h.constant(709.782712893384).ifLess(h, h.constant(Double.POSITIVE_INFINITY), y);
        return h.ifLess(-746, h.constant(0), finite);
    }

    /** n ln 2 + log m with √½ ≤ m &lt; √2. At most 1 ulp, subnormal arguments included. */
    @Override
    public Value log(Value x) {
        Reduced reduced = reduce(x);
        Value n = reduced.exponent();
        return logLimits(x, log1p(reduced.fraction(), n.times(LN2_HIGH), n.times(LN2_LOW)));
    }

    /** high + low + log(1 + f) for √½ ≤ 1 + f &lt; √2, by 2 artanh(s) with s = f / (2 + f). */
    private static Value log1p(Value f, Value high, Value low) {
        Value s = f.over(f.plus(2));
        Value z = s.times(s);
        Value tail = z.times(z.polynomial(
                0.6666666666666666,
                0.4000000000000088,
                0.2857142857080285,
                0.22222222391887064,
                0.18181795621632782,
                0.15386240708969665,
                0.13268746195596595,
                0.13086907887965027));
        Value half = f.times(f).times(0.5);
        // 2 s = f − f²/2 + s f²/2.
        Value small = s.fma(half.plus(tail), low);
        return high.minus(half.minus(small).minus(f));
    }

    /** x = 2ⁿ (1 + f). */
    private record Reduced(Value exponent, Value fraction) {}

    private static Reduced reduce(Value x) {
        Value smallest = x.constant(Double.MIN_NORMAL);
        Value normal = x.ifLess(smallest, x.times(0x1p54), x);
        Value adjust = x.ifLess(smallest, x.constant(-54), x.constant(0));
        Value half = x.constant(0.7071067811865476);
        Value shifted = normal.bitsMinus(half).shift(Primitive.EXPONENT_TO_BITS);
        Value n = shifted.bitsPlus(x.bits(MAGIC_BITS)).minus(MAGIC);
        Value m = normal.bitsMinus(shifted.shift(Primitive.BITS_TO_EXPONENT));
        return new Reduced(n.plus(adjust), m.minus(1));
    }

    private static Value logLimits(Value x, Value y) {
        Value infinity = x.constant(Double.POSITIVE_INFINITY);
        Value upper = x.ifLess(infinity, y, x);
        Value lower = x.ifLess(0, x.constant(Double.NaN), upper);
        return x.ifEqual(0, x.constant(Double.NEGATIVE_INFINITY), lower);
    }

    /** ln(1 + eˣ) = max(x, 0) + ln(1 + y), y = e^{−|x|} ≤ 1, the logarithm by f = y or, for large y, f = (y − 1)/2. At most 3 ulp. */
    @Override
    public Value softplus(Value x) {
        Value y = exp(x.abs().negate());
        Value limit = x.constant(0.41421356237309503);
        Value f = y.ifLess(limit, y, y.fma(0.5, -0.5));
        Value zero = x.constant(0);
        Value log = log1p(f, y.ifLess(limit, zero, x.constant(LN2_HIGH)), y.ifLess(limit, zero, x.constant(LN2_LOW)));
        return x.ifLess(0, zero, x).plus(log);
    }

    /** 1 / (1 + e⁻ˣ), from e^{−|x|} on both sides. At most 3 ulp. */
    @Override
    public Value sigmoid(Value x) {
        Value e = exp(x.abs().negate());
        return x.ifLess(0, e, x.constant(1)).over(e.plus(1));
    }

    @Override
    public Value sin(Value x) {
        return x.ifEqual(0, x, wave(x, 0));
    }

    @Override
    public Value cos(Value x) {
        return wave(x, 1);
    }

    /**
     * sin(x + quarters · π/2), with π/2 in three parts. At most 2 ulp for |x| &lt; 2⁴⁰; for larger arguments the reduced angle is taken as 0, so that the
     * result is bounded.
     */
    private static Value wave(Value x, int quarters) {
        Value z = x.fma(0.6366197723675814, MAGIC);
        Value n = z.minus(MAGIC);
        Value r = n.fma(-1.5707963267948966, x);
        r = n.fma(-6.123233995736765e-17, r);
        r = n.fma(-1.082856673921914e-32, r);
        r = x.abs().ifLess(0x1p40, r, x.minus(x));
        Value r2 = r.times(r);
        Value quadrant = z.bitsPlus(x.bits(quarters));
        Value odd = quadrant.shift(Primitive.FIRST_BIT_TO_SIGN).or(x.constant(1));
        Value sign = quadrant.shift(Primitive.SECOND_BIT_TO_SIGN).signBit();
        return odd.ifLess(0, cosine(r2), sine(r, r2)).xor(sign);
    }

    private static Value sine(Value r, Value r2) {
        Value p = r2.polynomial(
                -0.16666666666666666,
                0.008333333333333331,
                -0.0001984126984126506,
                2.7557319219335453e-06,
                -2.5052106231157904e-08,
                1.605853141458901e-10,
                -7.586685070091267e-13);
        return r2.times(r).fma(p, r);
    }

    private static Value cosine(Value r2) {
        Value p = r2.polynomial(
                0.041666666666666664,
                -0.0013888888888888887,
                2.4801587301584645e-05,
                -2.755731922140076e-07,
                2.0876755790363397e-09,
                -1.1470460773969325e-11,
                4.7458652037874553e-14);
        return r2.times(r2).fma(p, r2.fma(-0.5, 1));
    }

    /**
     * |a|ᵇ = e^{b log|a|} with the logarithm and the product in two numbers each; its sign and the limits as {@link Math#pow}. At most 2 ulp of normal
     * results.
     */
    @Override
    public Value pow(Value a, Value b) {
        Value magnitude = powMagnitude(a.abs(), b);
        Value size = b.abs();
        // From 2⁵² on every number is an integer, from 2⁵³ on an even one; below, adding 2⁵² rounds to an integer.
        Value rounded = size.ifLess(0x1p52, size.plus(0x1p52), size);
        Value integer = size.ifLess(0x1p52, rounded.minus(0x1p52), size);
        Value odd = size.ifLess(0x1p53, rounded.shift(Primitive.FIRST_BIT_TO_SIGN), a.constant(0));
        Value sign = a.steps().apply(Primitive.BITS_AND, odd, a);
        Value negative = a.ifEqual(Double.NEGATIVE_INFINITY, magnitude, a.constant(Double.NaN));
        Value fraction = a.ifLess(0, negative, magnitude);
        Value y = integer.ifEqual(size, magnitude.xor(sign), fraction);
        return b.ifEqual(0, b.constant(1), y);
    }

    private static Value powMagnitude(Value a, Value b) {
        Exact log = logExactly(a);
        Value exponent = b.times(log.high());
        Value exponentLow = b.fma(log.high(), exponent.negate()).plus(b.times(log.low()));
        Value z = exponent.fma(INVERSE_LN2, MAGIC);
        Value turns = z.minus(MAGIC);
        Value r = turns.fma(-LN2_HIGH, exponent);
        Value y = scaledExp(exponent, z, turns.fma(-LN2_LOW, r).plus(exponentLow));
        return powLimits(a, b, y);
    }

    /** A number as the sum of two, the second within rounding of the first. */
    private record Exact(Value high, Value low) {

        /** a · b. */
        static Exact product(Exact a, Exact b) {
            Value high = a.high.times(b.high);
            Value low = a.high.fma(b.high, high.negate()).plus(a.high.fma(b.low, a.low.times(b.high)));
            return new Exact(high, low);
        }

        /** a + b where |a| ≥ |b| or a = 0. */
        static Exact sum(Exact a, Exact b) {
            Value high = a.high.plus(b.high);
            Value low = a.high.minus(high).plus(b.high).plus(a.low.plus(b.low));
            return new Exact(high, low);
        }

        /** The same with the second number as small as it can be. */
        Exact normal() {
            Value sum = high.plus(low);
            return new Exact(sum, high.minus(sum).plus(low));
        }
    }

    /** log a to 2⁻⁶³ relative: n ln 2 + 2 s + s³ (2/3 + z Q(z)) with s = f / (2 + f), z = s². */
    private static Exact logExactly(Value a) {
        Reduced reduced = reduce(a);
        Value f = reduced.fraction();
        Value n = reduced.exponent();
        Value d = f.plus(2);
        Value dLow = f.minus(d.minus(2));
        Value inverse = f.constant(1).over(d);
        Value s = f.times(inverse);
        Value sLow = s.negate().fma(d, f).minus(s.times(dLow)).times(inverse);
        Exact root = new Exact(s, sLow);
        Exact square = Exact.product(root, root);
        Value z = square.high();
        Value q = z.times(z.polynomial(
                0.4,
                0.2857142857142937,
                0.2222222222165554,
                0.1818181833547124,
                0.15384594954137945,
                0.13334805149611875,
                0.11706224135460942,
                0.11723306234080849));
        Exact thirds = new Exact(f.constant(0.6666666666666666), f.constant(3.700743415417188e-17));
        Exact series = Exact.sum(thirds, new Exact(q, f.constant(0)));
        Exact cubic = Exact.product(root, Exact.product(square, series));
        Exact twice = new Exact(s.plus(s), sLow.plus(sLow));
        Exact fraction = Exact.sum(twice, cubic);
        Exact whole = new Exact(n.times(LN2_HIGH), n.times(LN2_LOW));
        return Exact.sum(whole, fraction).normal();
    }

    private static Value powLimits(Value a, Value b, Value y) {
        Value zero = a.constant(0);
        Value infinity = a.constant(Double.POSITIVE_INFINITY);
        Value atZero = b.ifLess(zero, infinity, zero.ifLess(b, zero, b));
        Value atInfinity = b.ifLess(zero, zero, zero.ifLess(b, infinity, b));
        Value regular = a.ifLess(infinity, y, a.ifEqual(infinity, atInfinity, a));
        return a.ifEqual(zero, atZero, regular);
    }
}
