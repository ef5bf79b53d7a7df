package io.tacit.examples;

import static org.apache.spark.sql.functions.col;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Where rows lie in the files of a table, counted from 0 through the files in the order of their names. That does not depend on how
 * Spark cuts the files up: it reads each block of a file in order, and how many rows the blocks before it have is counted first.
 *
 * @param before rows before each block
 * @param count of all rows
 */
record Positions(Map<Block, Long> before, long count) {
    private static final String FILE = "_metadata.file_path";
    private static final String START = "_metadata.file_block_start";

    /** A part of a file that one task reads, in one go. */
    record Block(String file, long start) implements Serializable {}

    /** Of a table that files make. */
    static Positions of(Dataset<Row> table) {
        List<Row> blocks =
                new ArrayList<>(table.groupBy(col(FILE).as("file"), col(START).as("start"))
                        .count()
                        .collectAsList());
        blocks.sort(Comparator.<Row, String>comparing(row -> row.getString(0)).thenComparing(row -> row.getLong(1)));
        Map<Block, Long> before = new HashMap<>();
        long count = 0;
        for (Row block : blocks) {
            before.put(new Block(block.getString(0), block.getLong(1)), count);
            count += block.getLong(2);
        }
        return new Positions(before, count);
    }

    /** These columns of the table, and last the position, under this name. */
    Dataset<Row> numbered(Dataset<Row> table, List<Column> columns, String name) {
        List<Column> all = new ArrayList<>(columns);
        all.add(col(FILE));
        all.add(col(START));
        Dataset<Row> placed = table.select(all.toArray(Column[]::new));
        StructType schema =
                table.select(columns.toArray(Column[]::new)).schema().add(name, DataTypes.LongType, false);
        Map<Block, Long> starts = new HashMap<>(before);
        return placed.mapPartitions(
                (MapPartitionsFunction<Row, Row>) rows -> new Numbering(rows, starts), Encoders.row(schema));
    }

    /** Rows with their positions in place of their blocks. */
    private static final class Numbering implements Iterator<Row> {
        private final Iterator<Row> rows;
        private final Map<Block, Long> next;

        private Numbering(Iterator<Row> rows, Map<Block, Long> before) {
            this.rows = rows;
            this.next = new HashMap<>(before);
        }

        @Override
        public boolean hasNext() {
            return rows.hasNext();
        }

        @Override
        public Row next() {
            Row row = rows.next();
            int width = row.size() - 2;
            Object[] values = new Object[width + 1];
            for (int i = 0; i < width; i++) {
                values[i] = row.get(i);
            }
            values[width] = next.merge(new Block(row.getString(width), row.getLong(width + 1)), 1L, Long::sum) - 1;
            return RowFactory.create(values);
        }
    }
}
