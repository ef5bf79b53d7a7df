package io.tacit.core.train;

import java.util.Arrays;

/**
 * The assignment of rows to columns of the least total cost, by shortest augmenting paths with potentials, after a reduction of columns that assigns
 * most rows at once.
 *
 * <p>Jonker and Volgenant: "A shortest augmenting path algorithm for dense and sparse linear assignment problems", Computing 38 (1987), without its
 * augmenting reduction of rows.
 */
final class Assignment {

    private static final int FREE = -1;

    private final double[][] costs;
    private final int n;
    private final int[] columnOf;
    private final int[] rowOf;
    private final double[] price;

    private final double[] distance;
    private final int[] before;
    private final boolean[] reached;

    private Assignment(double[][] costs) {
        this.costs = costs;
        this.n = costs.length;
        this.columnOf = new int[n];
        this.rowOf = new int[n];
        this.price = new double[n];
        this.distance = new double[n];
        this.before = new int[n];
        this.reached = new boolean[n];
        Arrays.fill(columnOf, FREE);
        Arrays.fill(rowOf, FREE);
    }

    /** The column of each row of a square matrix of finite costs. */
    static int[] of(double[][] costs) {
        Assignment assignment = new Assignment(costs);
        assignment.reduceColumns();
        for (int row = 0; row < assignment.n; row++) {
            if (assignment.columnOf[row] == FREE) {
                assignment.augment(row);
            }
        }
        return assignment.columnOf;
    }

    /** The price of a column is its least cost, and the row that has it takes the column if it has none. */
    private void reduceColumns() {
        for (int j = 0; j < n; j++) {
            int best = 0;
            for (int i = 1; i < n; i++) {
                best = costs[i][j] < costs[best][j] ? i : best;
            }
            price[j] = costs[best][j];
            if (columnOf[best] == FREE) {
                columnOf[best] = j;
                rowOf[j] = best;
            }
        }
    }

    /** Dijkstra's search by reduced costs from a free row to the nearest free column, then the switch of all pairs on the way. */
    private void augment(int start) {
        Arrays.fill(reached, false);
        for (int j = 0; j < n; j++) {
            distance[j] = costs[start][j] - price[j];
            before[j] = start;
        }
        int end = nearest();
        while (rowOf[end] != FREE) {
            reached[end] = true;
            relax(rowOf[end], end);
            end = nearest();
        }
        for (int j = 0; j < n; j++) {
            if (reached[j]) {
                price[j] += distance[j] - distance[end];
            }
        }
        switchPairs(start, end);
    }

    private int nearest() {
        int nearest = FREE;
        for (int j = 0; j < n; j++) {
            if (!reached[j] && (nearest == FREE || distance[j] < distance[nearest])) {
                nearest = j;
            }
        }
        return nearest;
    }

    private void relax(int row, int column) {
        double[] cost = costs[row];
        double offset = distance[column] - (cost[column] - price[column]);
        for (int j = 0; j < n; j++) {
            double through = offset + cost[j] - price[j];
            if (!reached[j] && through < distance[j]) {
                distance[j] = through;
                before[j] = row;
            }
        }
    }

    private void switchPairs(int start, int end) {
        int column = end;
        int row;
        do {
            row = before[column];
            rowOf[column] = row;
            int next = columnOf[row];
            columnOf[row] = column;
            column = next;
        } while (row != start);
    }
}
