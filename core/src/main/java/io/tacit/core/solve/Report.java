package io.tacit.core.solve;

/** How it went for one clock: all examples, those of one tile, or a single one. */
public record Report(Outcome outcome, Work work) {}
