package io.tacit.spark.transport;

import io.tacit.core.data.Examples;
import io.tacit.core.random.RandomKey;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.ParamLayout;
import io.tacit.core.train.Objective;
import io.tacit.core.train.Sums;
import io.tacit.spark.model.Model;
import io.tacit.spark.model.ModelFactory;
import java.io.Serializable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.TaskContext;

/** The regression of {@link Rounds}, before each gradient of which something happens. */
public record Disturbed(Happening happening) implements Model, Objective {
    private static final AtomicInteger HANGING = new AtomicInteger();

    /** What happens, on the thread of the task. */
    @FunctionalInterface
    public interface Happening extends Serializable {
        void on(Examples examples);
    }

    public static ModelFactory by(Happening happening) {
        return engine -> new Disturbed(happening);
    }

    /** The task of one partition throws in its first attempt. */
    public static Happening failsOnce(int partition) {
        return examples -> {
            if (TaskContext.getPartitionId() == partition && TaskContext.get().attemptNumber() == 0) {
                throw new IllegalStateException("injected");
            }
        };
    }

    /** Never ends unless the thread is interrupted. */
    public static Happening hangs() {
        return examples -> hang();
    }

    /** The same where a batch holds the record of that id. */
    public static Happening hangsOn(long id) {
        return examples -> {
            for (long seen : examples.ids()) {
                if (seen == id) {
                    hang();
                }
            }
        };
    }

    /** Whether a task of this JVM hangs now. */
    public static boolean someHangs() {
        return HANGING.get() > 0;
    }

    private static void hang() {
        HANGING.incrementAndGet();
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        } finally {
            HANGING.decrementAndGet();
        }
    }

    @Override
    public Sums differentiate(Examples examples, FlatVector theta, RandomKey key, FlatVector gradient) {
        happening.on(examples);
        return Rounds.MODEL.differentiate(examples, theta, key, gradient);
    }

    @Override
    public Sums evaluate(Examples examples, FlatVector theta, RandomKey key) {
        return Rounds.MODEL.evaluate(examples, theta, key);
    }

    @Override
    public ParamLayout layout() {
        return Rounds.MODEL.layout();
    }

    @Override
    public Objective objective() {
        return this;
    }

    @Override
    public FlatVector initialTheta(RandomKey key) {
        return Rounds.MODEL.initialTheta(key);
    }
}
