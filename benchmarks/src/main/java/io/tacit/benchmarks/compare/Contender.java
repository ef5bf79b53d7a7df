package io.tacit.benchmarks.compare;

import java.util.List;

/** A program that takes the training step. The first three are adaptive, the others take three solver steps of fixed size. */
enum Contender {
    TACIT("tacit", List.of()),
    AUTOGRAD("PyTorch, autograd", "ffjord_torch.py", "autograd"),
    COMPILED("PyTorch, compiled", "ffjord_torch.py", "compile"),
    TACIT_FIXED("tacit, fixed steps", List.of("--fixed-steps", "3")),
    EAGER_FIXED("PyTorch, fixed steps", "ffjord_torch_fixed.py", "eager"),
    COMPILED_FIXED("PyTorch, fixed steps, compiled", "ffjord_torch_fixed.py", "compile");

    private final String title;
    private final String script;
    private final List<String> options;

    Contender(String title, List<String> options) {
        this.title = title;
        this.script = "";
        this.options = options;
    }

    Contender(String title, String script, String mode) {
        this.title = title;
        this.script = script;
        this.options = List.of("--mode", mode);
    }

    String title() {
        return title;
    }

    boolean peer() {
        return !script.isEmpty();
    }

    /** File of a peer. */
    String script() {
        return script;
    }

    List<String> options() {
        return options;
    }
}
