package io.tacit.clusters;

import java.util.List;

/** Five fields of cron: minute, hour, day of month, month, day of week. */
record Schedule(String fields) {
    private static final List<int[]> BOUNDS =
            List.of(new int[] {0, 59}, new int[] {0, 23}, new int[] {1, 31}, new int[] {1, 12}, new int[] {0, 7});

    Schedule {
        List<String> all = List.of(fields.split(" "));
        if (all.size() != BOUNDS.size()) {
            throw new IllegalArgumentException("schedule: expected five fields, got '" + fields + "'");
        }
        for (int i = 0; i < all.size(); i++) {
            for (String part : all.get(i).split(",")) {
                demand(part, BOUNDS.get(i));
            }
        }
    }

    /** {@code *}, a number or a range, each with or without a step. */
    private static void demand(String part, int[] bounds) {
        if (!part.matches("(\\*|\\d{1,2}(-\\d{1,2})?)(/[1-9]\\d?)?")) {
            throw new IllegalArgumentException("schedule: '" + part + "' is no part of a field");
        }
        for (String number : part.replaceFirst("/.*", "").split("-")) {
            if (!number.equals("*") && (Integer.parseInt(number) < bounds[0] || Integer.parseInt(number) > bounds[1])) {
                throw new IllegalArgumentException(
                        "schedule: " + number + " is not in " + bounds[0] + " to " + bounds[1]);
            }
        }
    }
}
