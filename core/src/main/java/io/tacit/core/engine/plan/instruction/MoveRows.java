package io.tacit.core.engine.plan.instruction;

/** Copy of {@code count} rows: row {@code to.row(r)} of the target takes row {@code from.row(r)} of the source; SHARED numbers fill all lanes. */
public record MoveRows(Place source, Rows from, Place target, Rows to, int count) implements Instruction {

    @Override
    public <T> T accept(Visitor<T> visitor) {
        return visitor.moveRows(this);
    }
}
