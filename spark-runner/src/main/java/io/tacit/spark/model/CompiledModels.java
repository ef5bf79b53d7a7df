package io.tacit.spark.model;

import io.tacit.core.engine.Engine;
import io.tacit.core.engine.EngineInfo;
import io.tacit.core.tensor.Precision;
import io.tacit.spark.device.Device;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The models of one process. Making one costs seconds (programs are traced, optimised, compiled, and warm up), so it is
 * made once for each device and shared by all tasks there; the least recently used are forgotten. Engines, with their threads, stay.
 */
final class CompiledModels {
    static final CompiledModels OF_THIS_PROCESS = new CompiledModels();
    private static final int REMEMBERED = 8;

    private record Place(Device device, Precision precision, int threads) {}

    private record Key(String id, Place place) {}

    private final Map<Place, Engine> engines = new HashMap<>();
    /** In the order of their last use. */
    private final Map<Key, Model> models = new LinkedHashMap<>();

    // One at a time: two tasks that start together want the same model, and the second had better wait.
    synchronized Model get(ModelRecipe recipe, Device device) {
        Place place =
                new Place(device, recipe.engine().precision(), recipe.engine().threads());
        Key key = new Key(recipe.id(), place);
        Model known = models.remove(key);
        Model model = known == null ? recipe.factory().create(engine(place)) : known;
        models.put(key, model);
        if (models.size() > REMEMBERED) {
            models.remove(models.keySet().iterator().next());
        }
        return model;
    }

    /** Of the engine that runs the recipe's programs. */
    synchronized EngineInfo info(ModelRecipe recipe, Device device) {
        return engine(new Place(
                        device, recipe.engine().precision(), recipe.engine().threads()))
                .info();
    }

    private Engine engine(Place place) {
        return engines.computeIfAbsent(place, missing -> missing.device().open(missing.precision(), missing.threads()));
    }
}
