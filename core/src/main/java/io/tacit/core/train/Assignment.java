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
    private final int[] open;

    private Assignment(double[][] costs) {
        this.costs = costs;
        this.n = costs.length;
        this.columnOf = new int[n];
        this.rowOf = new int[n];
        this.price = new double[n];
        this.distance = new double[n];
        this.before = new int[n];
        this.open = new int[n];
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
        for (int j = 0; j < n; j++) {
            open[j] = j;
        }
        Arrays.fill(distance, Double.POSITIVE_INFINITY);
        int left = n;
        int end = relax(start, 0, left);
        while (rowOf[open[end]] != FREE) {
            int column = open[end];
            // Reached columns are kept behind the open ones.
            open[end] = open[--left];
            open[left] = column;
            int row = rowOf[column];
            end = relax(row, distance[column] - (costs[row][column] - price[column]), left);
        }
        double shortest = distance[open[end]];
        for (int k = left; k < n; k++) {
            price[open[k]] += distance[open[k]] - shortest;
        }
        switchPairs(start, open[end]);
    }

    /** Ways through a row that are shorter than those known; the place of the nearest of the open columns. */
    private int relax(int row, double offset, int left) {
        double[] cost = costs[row];
        double least = Double.POSITIVE_INFINITY;
        int nearest = 0;
        for (int k = 0; k < left; k++) {
            int j = open[k];
            double through = offset + cost[j] - price[j];
            if (through < distance[j]) {
                distance[j] = through;
                before[j] = row;
            }
            if (distance[j] < least) {
                least = distance[j];
                nearest = k;
            }
        }
        return nearest;
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
