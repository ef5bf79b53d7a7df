package io.tacit.core.engine.nd4j;

import io.tacit.core.engine.nd4j.Products.Factor;
import io.tacit.core.program.Conv2d.Geometry;
import io.tacit.core.program.MatMul.Form;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Lowers the three forms of a convolution to matrix products. With the patches P of an image, [channels·kernel × outputs], and a kernel K as a
 * matrix [filters × channels·kernel]: the convolution is K·P, its adjoint by the image folds Kᵀ·U back, its adjoint by the kernel is U·Pᵀ.
 */
final class Convolutions {

    private final OperationList tape;
    private final Memory memory;
    private final Movements movements;
    private final Products products;

    Convolutions(OperationList tape, Memory memory, Movements movements, Products products) {
        this.tape = tape;
        this.memory = memory;
        this.movements = movements;
        this.products = products;
    }

    Value forward(Geometry g, Value image, Value kernel) {
        return products.product(kernel(g, kernel, Form.PLAIN), patches(g, image, Form.PLAIN));
    }

    Value input(Geometry g, Value output, Value kernel) {
        Value folded = products.product(kernel(g, kernel, Form.TRANSPOSED), output(g, output));
        Value z = fold(g, folded);
        memory.release(folded);
        return z;
    }

    Value kernel(Geometry g, Value image, Value output) {
        return products.product(output(g, output), patches(g, image, Form.TRANSPOSED));
    }

    /** Σ over examples of {@link #kernel}, both operands BATCHED. */
    Value kernelSum(Geometry g, Value image, Value output) {
        return products.contraction(output(g, output), patches(g, image, Form.TRANSPOSED));
    }

    private static Factor kernel(Geometry g, Value kernel, Form form) {
        return new Factor(kernel, g.filters(), patchSize(g), form);
    }

    private static Factor output(Geometry g, Value output) {
        return new Factor(output, g.filters(), outputs(g), Form.PLAIN);
    }

    private Factor patches(Geometry g, Value image, Form form) {
        Value padded = padded(g, image);
        Value patches = memory.scratch(patchSize(g) * outputs(g), image.width());
        for (int place = 0; place < g.kernelHeight() * g.kernelWidth(); place++) {
            tape.copy(window(g, padded, place), patch(g, patches, place));
        }
        return new Factor(patches, patchSize(g), outputs(g), form);
    }

    private Value padded(Geometry g, Value image) {
        if (g.padding() == 0) {
            return image;
        }
        Value padded = memory.scratch(paddedSize(g), image.width());
        movements.zero(padded);
        tape.copy(image.as(g.channels(), g.height(), g.width()), interior(g, padded));
        return padded;
    }

    /** The transpose of {@link #patches}: each value is added to the place of the image from which it would have been taken. */
    private Value fold(Geometry g, Value patches) {
        Value padded = memory.scratch(paddedSize(g), patches.width());
        movements.zero(padded);
        for (int place = 0; place < g.kernelHeight() * g.kernelWidth(); place++) {
            INDArray window = window(g, padded, place);
            tape.call("add", window, window, patch(g, patches, place));
        }
        Value z = memory.take(g.image().size(), patches.width());
        tape.copy(interior(g, padded), z.as(g.channels(), g.height(), g.width()));
        return z;
    }

    /** What one place of the kernel sees: [channels × outputs down × outputs across × width], strided. */
    private static INDArray window(Geometry g, Value padded, int place) {
        int top = place / g.kernelWidth();
        int left = place % g.kernelWidth();
        return padded.as(g.channels(), g.height() + 2 * g.padding(), g.width() + 2 * g.padding())
                .get(
                        NDArrayIndex.all(),
                        NDArrayIndex.interval(top, g.stride(), top + (g.outHeight() - 1) * g.stride() + 1),
                        NDArrayIndex.interval(left, g.stride(), left + (g.outWidth() - 1) * g.stride() + 1),
                        NDArrayIndex.all());
    }

    private static INDArray patch(Geometry g, Value patches, int place) {
        return patches.as(g.channels(), g.kernelHeight() * g.kernelWidth(), g.outHeight(), g.outWidth())
                .get(
                        NDArrayIndex.all(),
                        NDArrayIndex.point(place),
                        NDArrayIndex.all(),
                        NDArrayIndex.all(),
                        NDArrayIndex.all());
    }

    private static INDArray interior(Geometry g, Value padded) {
        return padded.as(g.channels(), g.height() + 2 * g.padding(), g.width() + 2 * g.padding())
                .get(
                        NDArrayIndex.all(),
                        NDArrayIndex.interval(g.padding(), g.padding() + g.height()),
                        NDArrayIndex.interval(g.padding(), g.padding() + g.width()),
                        NDArrayIndex.all());
    }

    private static int patchSize(Geometry g) {
        return g.channels() * g.kernelHeight() * g.kernelWidth();
    }

    private static int outputs(Geometry g) {
        return g.outHeight() * g.outWidth();
    }

    private static int paddedSize(Geometry g) {
        return g.channels() * (g.height() + 2 * g.padding()) * (g.width() + 2 * g.padding());
    }
}
