package io.tacit.core.data;

/** Records that training draws its batches from, wherever they lie; {@link Examples} are those in memory. */
public interface Share {
    int count();

    /** All of them in memory. */
    Examples all();

    /** These of the records, in this order; some shares want them ascending. */
    Examples pick(int... which);
}
