package io.tacit.spark.model;

import io.tacit.core.engine.Engine;
import io.tacit.core.engine.Engines;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The models of one process. Making one costs seconds (programs are traced, optimised, compiled, and warm up), so it is
 * made once and shared by all tasks; the least recently used are forgotten. Engines, with their threads, stay.
 */
final class CompiledModels {
    static final CompiledModels OF_THIS_PROCESS = new CompiledModels();
    private static final int REMEMBERED = 8;

    private record Key(String id, EngineChoice engine) {}

    private final Map<EngineChoice, Engine> engines = new HashMap<>();
    /** In the order of their last use. */
    private final Map<Key, Model> models = new LinkedHashMap<>();

    // One at a time: two tasks that start together want the same model, and the second had better wait.
    synchronized Model get(ModelRecipe recipe) {
        Key key = new Key(recipe.id(), recipe.engine());
        Model known = models.remove(key);
        Model model = known == null ? recipe.factory().create(engine(recipe.engine())) : known;
        models.put(key, model);
        if (models.size() > REMEMBERED) {
            models.remove(models.keySet().iterator().next());
        }
        return model;
    }

    private Engine engine(EngineChoice choice) {
        return engines.computeIfAbsent(
                choice, missing -> Engines.open(missing.device(), missing.precision(), missing.threads()));
    }
}
