package io.tacit.it;

import io.tacit.core.engine.Block;
import io.tacit.core.engine.Engine;
import io.tacit.core.engine.EngineInfo;
import io.tacit.core.engine.EngineProvider;
import io.tacit.core.engine.Executable;
import io.tacit.core.engine.cpu.CpuEngine;
import io.tacit.core.program.Kind;
import io.tacit.core.program.Program;
import io.tacit.core.program.Shape;
import io.tacit.core.tensor.Precision;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;

/**
 * A GPU that is the processor in truth. It shows which number reached the place where ND4J would select a device: in its
 * name, and as a file {@code PROCESS-NUMBER} in the folder of environment variable {@value #FOLDER}.
 */
public final class FakeGpu implements EngineProvider {
    static final String FOLDER = "FAKE_GPU_FOLDER";

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public Place place() {
        return Place.GPU;
    }

    @Override
    public Set<Precision> precisions() {
        return Set.of(Precision.FLOAT32);
    }

    @Override
    public Optional<String> obstacle() {
        return Optional.empty();
    }

    @Override
    public Engine open(Precision precision, int threads, int gpu) {
        try {
            // Fails where the process has opened it before: tasks of one device share an engine.
            Files.createFile(Path.of(System.getenv(FOLDER))
                    .resolve(ProcessHandle.current().pid() + "-" + gpu));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Numbered(new CpuEngine(1), gpu);
    }

    private record Numbered(Engine engine, int gpu) implements Engine {
        @Override
        public EngineInfo info() {
            return new EngineInfo("fake", "gpu " + gpu, "none", 1, precision());
        }

        @Override
        public Precision precision() {
            return engine.precision();
        }

        @Override
        public Executable compile(Program program) {
            return engine.compile(program);
        }

        @Override
        public Block allocate(Kind kind, Shape shape, int examples) {
            return engine.allocate(kind, shape, examples);
        }

        @Override
        public int tile() {
            return engine.tile();
        }

        @Override
        public void parallel(int tasks, IntConsumer task) {
            engine.parallel(tasks, task);
        }

        @Override
        public void close() {
            engine.close();
        }
    }
}
