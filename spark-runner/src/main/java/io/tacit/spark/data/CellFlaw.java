package io.tacit.spark.data;

/** Why a cell is not a number to learn from. */
public enum CellFlaw {
    NULL("null"),
    NAN("NaN"),
    INFINITE("infinite or beyond 1e150"),
    TEXT("text");

    private final String words;

    CellFlaw(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words;
    }
}
