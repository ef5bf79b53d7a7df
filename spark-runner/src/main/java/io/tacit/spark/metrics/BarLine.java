package io.tacit.spark.metrics;

import io.tacit.core.text.Counted;
import java.util.ArrayList;
import java.util.List;
import me.tongfei.progressbar.ProgressBarRenderer;
import me.tongfei.progressbar.ProgressState;

/** Lays name, bar and as many pieces of information as fit, the most important first, on a line of given width. */
record BarLine(Pieces information) implements ProgressBarRenderer {

    private static final int SHORTEST_BAR = 8;
    private static final int LONGEST_BAR = 30;
    private static final String EIGHTHS = " ▏▎▍▌▋▊▉";

    /** What is known after so many units and seconds, the most important first. */
    interface Pieces {
        List<String> after(long done, double seconds);
    }

    static BarLine ofPhase(PhaseText text) {
        return new BarLine((done, seconds) -> {
            List<String> pieces = new ArrayList<>();
            boolean known = done > 0 && text.total().isPresent();
            pieces.add(known ? text.ahead(done, seconds) : Figures.duration(seconds));
            if (done > 0) {
                pieces.add(Figures.rounded(done / Math.max(seconds, 1e-3)) + " " + Counted.plural(text.unit()) + "/s");
            }
            return pieces;
        });
    }

    @Override
    public String render(ProgressState state, int width) {
        boolean open = state.isIndefinite() || state.getMax() <= 0;
        double seconds = state.getTotalElapsed().toMillis() / 1000.0;
        String head = state.getTaskName() + " " + Figures.count(state.getCurrent())
                + (open ? "" : "/" + Figures.count(state.getMax()));
        List<String> pieces = information.after(state.getCurrent(), seconds);
        int room = width - 1 - head.length() - (open ? 0 : SHORTEST_BAR + 1);
        String tail = fitting(pieces, room);
        int bar = Math.min(LONGEST_BAR, room - tail.length() + SHORTEST_BAR);
        return open || bar < 1 ? head + tail : head + " " + bar(state.getNormalizedProgress(), bar) + tail;
    }

    /** The first pieces that fit into so many columns, each with a separator before it. */
    private static String fitting(List<String> pieces, int room) {
        StringBuilder line = new StringBuilder();
        for (String piece : pieces) {
            if (line.length() + piece.length() + 3 > room) {
                break;
            }
            line.append(line.length() == 0 ? "  " : " · ").append(piece);
        }
        return line.toString();
    }

    private static String bar(double done, int width) {
        int eighths = (int) Math.round(Math.min(1, Math.max(0, done)) * width * 8);
        String full = "█".repeat(eighths / 8);
        String part = eighths % 8 == 0 ? "" : EIGHTHS.substring(eighths % 8, eighths % 8 + 1);
        return full + part + "░".repeat(width - full.length() - part.length());
    }
}
