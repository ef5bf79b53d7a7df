package io.tacit.spark.data;

/** Why a record has not what is to be learned. */
public enum CellFlaw {
    NULL("null"),
    NAN("NaN"),
    INFINITE("infinite or beyond 1e150"),
    TEXT("text"),
    /** Of an array or vector. */
    LENGTH("list of another length"),
    /** Of a row of text. */
    CELLS("with more or fewer cells than there are columns");

    private final String words;

    CellFlaw(String words) {
        this.words = words;
    }

    /** Whether an example helps. */
    boolean isShown() {
        return this == TEXT || this == LENGTH || this == CELLS;
    }

    @Override
    public String toString() {
        return words;
    }
}
