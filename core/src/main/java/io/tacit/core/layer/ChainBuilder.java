package io.tacit.core.layer;

import io.tacit.core.nn.Module;
import io.tacit.core.nn.Net;
import io.tacit.core.program.Expr;
import io.tacit.core.program.Role;
import io.tacit.core.program.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * A chain under construction: a row of layers that pass on one value, {@link #VALUE}. Parameters are named by the place of their layer: {@code 0.weight}, {@code
 * 1.field.weight}, …
 */
public final class ChainBuilder {

    /** Name of the value that layers pass on. */
    public static final String VALUE = "value";

    private final List<Stage> stages = new ArrayList<>();
    private Shape shape;
    private int layers;

    private ChainBuilder(Shape shape) {
        this.shape = shape;
    }

    /** A chain that begins with a field of the records, of this shape. */
    public static ChainBuilder of(String field, int... shape) {
        ChainBuilder chain = new ChainBuilder(Shape.of(shape));
        chain.stages.add(new Mapped(Net.traced(
                "", scope -> scope.graph().output(VALUE, scope.graph().example(field, shape)))));
        return chain;
    }

    /** A chain that begins with nothing: its first layer writes the value. */
    public static ChainBuilder empty() {
        return new ChainBuilder(Shape.SCALAR);
    }

    /** Shape of the value there is. */
    public Shape shape() {
        return shape;
    }

    /** Name before those of the parameters of the layer that is being added. */
    public String path() {
        return Integer.toString(layers);
    }

    /** One layer more. */
    public ChainBuilder then(Layer layer) {
        layer.add(this);
        layers++;
        return this;
    }

    /** One layer more, a network. */
    public ChainBuilder then(Module module) {
        return then(Layer.of(module));
    }

    /** Adds a Program that maps the value. */
    void map(Module module) {
        Net net = Net.traced(path(), scope -> {
            Expr value = scope.graph().input(VALUE, shape, Role.EXAMPLE);
            scope.graph().output(VALUE, module.apply(scope, value).spread());
        });
        add(new Mapped(net), net.program().output(VALUE).expr().shape());
    }

    /** Adds a stage that leaves the value as it is. */
    public void stage(Stage stage) {
        stages.add(stage);
    }

    /** Adds a stage, after which the value has this shape. */
    void add(Stage stage, Shape after) {
        stages.add(stage);
        shape = after;
    }

    public Chain chain() {
        return new Chain(stages);
    }
}
