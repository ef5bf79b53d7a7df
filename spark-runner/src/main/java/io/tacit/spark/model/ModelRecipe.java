package io.tacit.spark.model;

import io.tacit.core.engine.EngineInfo;
import io.tacit.core.tensor.Precision;
import io.tacit.spark.device.Devices;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A model as it travels: what makes it, on which engine, and a name by which a process knows that it has made it before.
 *
 * @param id SHA-256 of the serialized factory, so that equal factories share what was compiled
 */
public record ModelRecipe(String id, ModelFactory factory, EngineChoice engine) implements Serializable {

    /** @throws IllegalArgumentException where the factory holds something that cannot be serialized, which it names */
    public static ModelRecipe of(ModelFactory factory, EngineChoice engine) {
        return new ModelRecipe(fingerprint(factory), factory, engine);
    }

    /**
     * The model of this process on the device of the task that asks, made by the first who does.
     *
     * @throws IllegalStateException where a GPU is asked for and the task has none
     */
    public Model model() {
        return CompiledModels.OF_THIS_PROCESS.get(this, Devices.here(engine.device(), engine.precision()));
    }

    /**
     * The same, for what only a density can do.
     *
     * @throws IllegalStateException where it is none
     */
    public DensityModel density() {
        if (model() instanceof DensityModel density) {
            return density;
        }
        throw new IllegalStateException("scoring and sampling need a DensityModel, but the factory makes a "
                + model().getClass().getName() + ", which is none");
    }

    /** The engine that runs this process's programs, as it is: processor or GPU, kernels, threads. */
    public EngineInfo engineHere() {
        return CompiledModels.OF_THIS_PROCESS.info(this, Devices.here(engine.device(), engine.precision()));
    }

    /** The same model on an engine that computes in double precision. */
    public ModelRecipe inDouble() {
        return new ModelRecipe(id, factory, new EngineChoice(engine.device(), Precision.FLOAT64, engine.threads()));
    }

    private static String fingerprint(ModelFactory factory) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
                out.writeObject(factory);
            }
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray()));
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "the model's factory cannot be sent to executors: " + e
                            + "; let it capture settings and make everything else in create()",
                    e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must provide SHA-256, this one does not", e);
        }
    }
}
