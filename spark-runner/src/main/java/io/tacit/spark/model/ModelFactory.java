package io.tacit.spark.model;

import io.tacit.core.engine.Engine;
import java.io.Serializable;

/**
 * Makes a model, the same one in every process. It travels to executors by Java serialization, so what it captures must
 * be serializable; settings are, compiled programs are not.
 *
 * <pre>{@code
 * ModelFactory mine = engine -> new MyModel(engine, 64);
 * }</pre>
 */
@FunctionalInterface
public interface ModelFactory extends Serializable {
    Model create(Engine engine);
}
