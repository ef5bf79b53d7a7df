package io.tacit.spark.data;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.TreeMap;
import java.util.stream.LongStream;

/**
 * Which worker gets which record. Ordered by cost, the dearest first, and where costs are equal as they lie in their shards,
 * records are dealt in rows that run to and fro over the workers. So all have as many, give or take one, and what two workers
 * have to do differs by no more than the dearest record costs.
 *
 * @param workers that are dealt to
 * @param records of all shards
 * @param costs that records have, descending
 * @param first by cost and shard: where in the order of all records the shard's first one of this cost is
 */
record Dealing(int workers, long records, long[] costs, long[][] first) implements Serializable {

    /** The costs that a shard's records have and how many have each, in turn: cost, count, cost, count. */
    static long[] counts(long[] costsOfRecords) {
        TreeMap<Long, Long> counts = new TreeMap<>();
        for (long cost : costsOfRecords) {
            counts.merge(cost, 1L, Long::sum);
        }
        return counts.entrySet().stream()
                .flatMapToLong(e -> LongStream.of(e.getKey(), e.getValue()))
                .toArray();
    }

    /** @param counts of each shard, by the rank of its worker */
    static Dealing of(List<long[]> counts) {
        int workers = counts.size();
        TreeMap<Long, long[]> byCost = new TreeMap<>(Comparator.reverseOrder());
        for (int shard = 0; shard < workers; shard++) {
            long[] own = counts.get(shard);
            for (int i = 0; i < own.length; i += 2) {
                byCost.computeIfAbsent(own[i], cost -> new long[workers])[shard] = own[i + 1];
            }
        }
        long before = 0;
        for (long[] records : byCost.values()) {
            for (int shard = 0; shard < workers; shard++) {
                long own = records[shard];
                records[shard] = before;
                before += own;
            }
        }
        long[] costs = byCost.keySet().stream().mapToLong(cost -> cost).toArray();
        return new Dealing(workers, before, costs, byCost.values().toArray(long[][]::new));
    }

    /** What the busiest worker has to do by {@code counts}, and what it has to do when this is done. */
    Balance balance(List<long[]> counts) {
        long[] before = new long[workers];
        long[] after = new long[workers];
        long place = 0;
        for (int shard = 0; shard < workers; shard++) {
            long[] own = counts.get(shard);
            for (int i = 0; i < own.length; i += 2) {
                before[shard] += own[i] * own[i + 1];
            }
        }
        for (int k = 0; k < costs.length; k++) {
            long end = k + 1 < costs.length ? first[k + 1][0] : records;
            // To and fro, each worker gets two.
            long rows = (end - place) / (2L * workers);
            for (int w = 0; w < workers; w++) {
                after[w] += rows * 2 * costs[k];
            }
            for (place += rows * 2 * workers; place < end; place++) {
                after[worker(place)] += costs[k];
            }
        }
        return new Balance(busiest(before), busiest(after));
    }

    private static double busiest(long[] work) {
        LongSummaryStatistics all = Arrays.stream(work).summaryStatistics();
        return all.getSum() == 0 ? 1 : all.getMax() / all.getAverage();
    }

    /** The numbers of a shard's records that each worker gets. */
    int[][] recordsByWorker(int shard, long[] costsOfRecords) {
        int[] worker = workersOf(shard, costsOfRecords);
        int[] sizes = new int[workers];
        for (int w : worker) {
            sizes[w]++;
        }
        int[][] records = Arrays.stream(sizes).mapToObj(int[]::new).toArray(int[][]::new);
        for (int i = worker.length - 1; i >= 0; i--) {
            records[worker[i]][--sizes[worker[i]]] = i;
        }
        return records;
    }

    private int[] workersOf(int shard, long[] costsOfRecords) {
        long[] next = Arrays.stream(first).mapToLong(places -> places[shard]).toArray();
        return Arrays.stream(costsOfRecords)
                .mapToInt(cost -> worker(next[indexOf(cost)]++))
                .toArray();
    }

    private int indexOf(long cost) {
        int low = 0;
        int high = costs.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (costs[middle] > cost) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private int worker(long place) {
        int along = (int) (place % workers);
        return place / workers % 2 == 0 ? along : workers - 1 - along;
    }
}
