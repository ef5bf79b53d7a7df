package io.tacit.core.engine;

import io.tacit.core.program.Program;
import java.util.List;
import java.util.Optional;

/** Compiles when it is first run: for Programs that may never be. */
final class LazyExecutable implements Executable {

    private final Engine engine;
    private final Program program;
    private volatile Optional<Executable> compiled = Optional.empty();

    LazyExecutable(Engine engine, Program program) {
        this.engine = engine;
        this.program = program;
    }

    @Override
    public Program program() {
        return program;
    }

    @Override
    public void run(List<Block> arguments, Block theta, List<Block> results, Block gradient) {
        compiled.orElseGet(this::compile).run(arguments, theta, results, gradient);
    }

    private synchronized Executable compile() {
        Executable executable = compiled.orElseGet(() -> engine.compile(program));
        compiled = Optional.of(executable);
        return executable;
    }
}
