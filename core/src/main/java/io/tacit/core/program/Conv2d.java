package io.tacit.core.program;

import java.util.List;
import java.util.Optional;

/**
 * Two-dimensional convolution (cross-correlation, as in PyTorch) and its two adjoints. With the trilinear form
 * {@code T(x, k, u) = Σ u[o,i,j] k[o,c,a,b] x[c, i·s + a − p, j·s + b − p]} each {@link Form} is the gradient of T by one argument, given the
 * other two; so each is the derivative of the others and differentiation stays inside the three.
 */
public record Conv2d(Geometry geometry, Form form) implements Op {

    /** Which argument of T is produced, and from which operands. */
    public enum Form {
        /** (x, k) → u: the convolution. */
        FORWARD,
        /** (u, k) → x: the adjoint by the image. */
        INPUT,
        /** (x, u) → k: the adjoint by the kernel. */
        KERNEL
    }

    /** All lengths of a convolution: image [channels × height × width], kernel [filters × channels × kernelHeight × kernelWidth]. */
    public record Geometry(
            int channels,
            int height,
            int width,
            int filters,
            int kernelHeight,
            int kernelWidth,
            int stride,
            int padding) {

        public Geometry {
            if (stride < 1 || padding < 0) {
                throw new ProgramException(
                        "conv2d: expected stride ≥ 1 and padding ≥ 0, got " + stride + " and " + padding);
            }
            if (height + 2 * padding < kernelHeight || width + 2 * padding < kernelWidth) {
                throw new ProgramException(
                        "conv2d: the kernel " + kernelHeight + "×" + kernelWidth + " is larger than the padded image");
            }
        }

        static Geometry of(Shape image, Shape kernel, int stride, int padding) {
            if (image.rank() != 3 || kernel.rank() != 4 || image.dim(0) != kernel.dim(1)) {
                throw new ProgramException(
                        "conv2d: expected an image [C×H×W] and a kernel [O×C×h×w], got " + image + " and " + kernel);
            }
            return new Geometry(
                    image.dim(0),
                    image.dim(1),
                    image.dim(2),
                    kernel.dim(0),
                    kernel.dim(2),
                    kernel.dim(3),
                    stride,
                    padding);
        }

        public int outHeight() {
            return (height + 2 * padding - kernelHeight) / stride + 1;
        }

        public int outWidth() {
            return (width + 2 * padding - kernelWidth) / stride + 1;
        }

        public Shape image() {
            return Shape.of(channels, height, width);
        }

        public Shape kernel() {
            return Shape.of(filters, channels, kernelHeight, kernelWidth);
        }

        public Shape output() {
            return Shape.of(filters, outHeight(), outWidth());
        }
    }

    private Shape firstOperand() {
        return form == Form.INPUT ? geometry.output() : geometry.image();
    }

    private Shape secondOperand() {
        return form == Form.KERNEL ? geometry.output() : geometry.kernel();
    }

    @Override
    public Shape shape(List<Shape> inputs) {
        if (!inputs.equals(List.of(firstOperand(), secondOperand()))) {
            throw ProgramException.of(this, inputs, firstOperand() + " and " + secondOperand());
        }
        return switch (form) {
            case FORWARD -> geometry.output();
            case INPUT -> geometry.image();
            case KERNEL -> geometry.kernel();
        };
    }

    private Expr node(Form other, Expr first, Expr second) {
        return first.graph().node(new Conv2d(geometry, other), first, second);
    }

    @Override
    public Optional<Expr> tangent(Expr y, List<Optional<Expr>> dx) {
        Optional<Expr> first = dx.get(0).map(d -> node(form, d, y.input(1)));
        Optional<Expr> second = dx.get(1).map(d -> node(form, y.input(0), d));
        return first.isPresent() && second.isPresent()
                ? Optional.of(first.get().plus(second.get()))
                : first.isPresent() ? first : second;
    }

    @Override
    public List<Optional<Expr>> cotangents(Expr y, Expr v) {
        Expr p = y.input(0);
        Expr q = y.input(1);
        return switch (form) {
            case FORWARD -> List.of(Optional.of(node(Form.INPUT, v, q)), Optional.of(node(Form.KERNEL, p, v)));
            case INPUT -> List.of(Optional.of(node(Form.FORWARD, v, q)), Optional.of(node(Form.KERNEL, v, p)));
            case KERNEL -> List.of(Optional.of(node(Form.INPUT, q, v)), Optional.of(node(Form.FORWARD, p, v)));
        };
    }
}
