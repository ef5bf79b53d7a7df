package io.tacit.spark.data;

import io.tacit.core.text.Counted;
import java.io.Serializable;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Where the stable id of a record comes from: the same record has the same id in whatever partition or order it comes. */
public sealed interface RecordIdentity extends Serializable {
    /**
     * A column of whole numbers, taken as they are, or of text, hashed. Records of one id are copies of one record and stay
     * in one part of the split.
     */
    record FromColumn(String name) implements RecordIdentity {
        @Override
        public long repeated(RecordBlock ordered) {
            long[] ids = ordered.ids();
            return IntStream.range(1, ids.length)
                    .filter(i -> ids[i] == ids[i - 1])
                    .count();
        }

        @Override
        public String inWords(long repeated) {
            return repeated == 1
                    ? "1 repeats the '" + name + "' of another and is in the same part"
                    : Counted.number(repeated) + " repeat the '" + name + "' of another and are in the same part";
        }
    }

    /**
     * The values of the features and the rank among records of equal values, which are interchangeable: each is a record of
     * its own, as equal throws of a die are.
     */
    record FromContent() implements RecordIdentity {
        /** The first of equal records has the hash of its content for an id, the others have one made of it. */
        @Override
        public long repeated(RecordBlock ordered) {
            int d = ordered.features();
            return IntStream.range(0, ordered.ids().length)
                    .filter(i ->
                            ordered.ids()[i] != StableHash.of(Arrays.copyOfRange(ordered.rows(), i * d, (i + 1) * d)))
                    .count();
        }

        @Override
        public String inWords(long repeated) {
            return repeated == 1
                    ? "1 equals another and is divided like any other"
                    : Counted.number(repeated) + " equal another and are divided like any others";
        }
    }

    /** How many of these records repeat one that came before; records of equal id are side by side. */
    long repeated(RecordBlock ordered);

    /** For a summary: "3 repeat ...". */
    String inWords(long repeated);
}
