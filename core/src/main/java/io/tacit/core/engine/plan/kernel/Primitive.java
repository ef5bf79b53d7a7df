package io.tacit.core.engine.plan.kernel;

/**
 * The operations on numbers of one precision that kernels are made of. Each is correctly rounded or exact, so it has the same result as a machine
 * instruction on one number, as one on a vector, and as Java code. {@code bits} operations act on the IEEE 754 encoding as an integer
 * of the same length.
 */
public enum Primitive {
    ADD(2) {
        @Override
        public float apply(float a, float b, float c, float d) {
            return a + b;
        }

        @Override
        public double apply(double a, double b, double c, double d) {
            return a + b;
        }
    },
    SUB(2) {
        @Override
        public float apply(float a, float b, float c, float d) {
            return a - b;
        }

        @Override
        public double apply(double a, double b, double c, double d) {
            return a - b;
        }
    },
    MUL(2) {
        @Override
        public float apply(float a, float b, float c, float d) {
            return a * b;
        }

        @Override
        public double apply(double a, double b, double c, double d) {
            return a * b;
        }
    },
    DIV(2) {
        @Override
        public float apply(float a, float b, float c, float d) {
            return a / b;
        }

        @Override
        public double apply(double a, double b, double c, double d) {
            return a / b;
        }
    },
    MIN(2) {
        @Override
        public float apply(float a, float b, float c, float d) {
            return Math.min(a, b);
        }

        @Override
        public double apply(double a, double b, double c, double d) {
            return Math.min(a, b);
        }
    },
    MAX(2) {
        @Override
        public float apply(float a, float b, float c, float d) {
            return Math.max(a, b);
        }

        @Override
        public double apply(double a, double b, double c, double d) {
            return Math.max(a, b);
        }
    },
    NEG(1) {
        @Override
        public float apply(float a, float b, float c, float d) {
            return -a;
        }

        @Override
        public double apply(double a, double b, double c, double d) {
            return -a;
        }
    },
    ABS(1) {
        @Override
        public float apply(float a, float b, float c, float d) {
            return Math.abs(a);
        }

        @Override
        public double apply(double a, double b, double c, double d) {
            return Math.abs(a);
        }
    },
    SQRT(1) {
        @Override
        public float apply(float a, float b, float c, float d) {
            return (float) Math.sqrt(a);
        }

        @Override
        public double apply(double a, double b, double c, double d) {
            return Math.sqrt(a);
        }
    },
    /** a · b + c, rounded once. */
    FMA(3) {
        @Override
        public float apply(float a, float b, float c, float d) {
            return Math.fma(a, b, c);
        }

        @Override
        public double apply(double a, double b, double c, double d) {
            return Math.fma(a, b, c);
        }
    },
    /** c where a &lt; b, else d. */
    IF_LESS(4) {
        @Override
        public float apply(float a, float b, float c, float d) {
            return a < b ? c : d;
        }

        @Override
        public double apply(double a, double b, double c, double d) {
            return a < b ? c : d;
        }
    },
    /** c where a ≤ b, else d. */
    IF_LESS_EQUAL(4) {
        @Override
        public float apply(float a, float b, float c, float d) {
            return a <= b ? c : d;
        }

        @Override
        public double apply(double a, double b, double c, double d) {
            return a <= b ? c : d;
        }
    },
    /** c where a = b, else d. */
    IF_EQUAL(4) {
        @Override
        public float apply(float a, float b, float c, float d) {
            return a == b ? c : d;
        }

        @Override
        public double apply(double a, double b, double c, double d) {
            return a == b ? c : d;
        }
    },
    BITS_ADD(2) {
        @Override
        public float apply(float a, float b, float c, float d) {
            return number(bits(a) + bits(b));
        }

        @Override
        public double apply(double a, double b, double c, double d) {
            return number(bits(a) + bits(b));
        }
    },
    BITS_SUB(2) {
        @Override
        public float apply(float a, float b, float c, float d) {
            return number(bits(a) - bits(b));
        }

        @Override
        public double apply(double a, double b, double c, double d) {
            return number(bits(a) - bits(b));
        }
    },
    BITS_AND(2) {
        @Override
        public float apply(float a, float b, float c, float d) {
            return number(bits(a) & bits(b));
        }

        @Override
        public double apply(double a, double b, double c, double d) {
            return number(bits(a) & bits(b));
        }
    },
    BITS_OR(2) {
        @Override
        public float apply(float a, float b, float c, float d) {
            return number(bits(a) | bits(b));
        }

        @Override
        public double apply(double a, double b, double c, double d) {
            return number(bits(a) | bits(b));
        }
    },
    BITS_XOR(2) {
        @Override
        public float apply(float a, float b, float c, float d) {
            return number(bits(a) ^ bits(b));
        }

        @Override
        public double apply(double a, double b, double c, double d) {
            return number(bits(a) ^ bits(b));
        }
    },
    /** Moves an integer to where the exponent is. */
    BITS_TO_EXPONENT(1) {
        @Override
        public float apply(float a, float b, float c, float d) {
            return number(bits(a) << 23);
        }

        @Override
        public double apply(double a, double b, double c, double d) {
            return number(bits(a) << 52);
        }
    },
    /** Moves the second bit to the sign. */
    SECOND_BIT_TO_SIGN(1) {
        @Override
        public float apply(float a, float b, float c, float d) {
            return number(bits(a) << 30);
        }

        @Override
        public double apply(double a, double b, double c, double d) {
            return number(bits(a) << 62);
        }
    },
    /** Moves the first bit to the sign. */
    FIRST_BIT_TO_SIGN(1) {
        @Override
        public float apply(float a, float b, float c, float d) {
            return number(bits(a) << 31);
        }

        @Override
        public double apply(double a, double b, double c, double d) {
            return number(bits(a) << 63);
        }
    },
    /** Sign and exponent as an integer, with sign. */
    EXPONENT_TO_BITS(1) {
        @Override
        public float apply(float a, float b, float c, float d) {
            return number(bits(a) >> 23);
        }

        @Override
        public double apply(double a, double b, double c, double d) {
            return number(bits(a) >> 52);
        }
    };

    private final int arity;

    Primitive(int arity) {
        this.arity = arity;
    }

    public int arity() {
        return arity;
    }

    /** The operation on one number of 32 bits; operands beyond the arity are ignored. */
    public abstract float apply(float a, float b, float c, float d);

    /** The operation on one number of 64 bits. */
    public abstract double apply(double a, double b, double c, double d);

    private static int bits(float x) {
        return Float.floatToRawIntBits(x);
    }

    private static long bits(double x) {
        return Double.doubleToRawLongBits(x);
    }

    private static double number(long bits) {
        return Double.longBitsToDouble(bits);
    }

    private static float number(int bits) {
        return Float.intBitsToFloat(bits);
    }
}
