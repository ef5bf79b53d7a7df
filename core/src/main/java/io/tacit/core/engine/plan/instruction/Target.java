package io.tacit.core.engine.plan.instruction;

import io.tacit.core.tensor.Precision;

/** What a Plan is made for: the precision of its numbers, and how an engine aligns SHARED values. */
public record Target(Precision precision, Alignment alignment) {}
