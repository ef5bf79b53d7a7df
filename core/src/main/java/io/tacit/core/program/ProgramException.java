package io.tacit.core.program;

import java.util.List;
import java.util.stream.Collectors;

/** A Program that cannot be: shapes or kinds do not fit. The message names the operation, the shapes and the user's source line. */
public final class ProgramException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    ProgramException(String message) {
        super(message + " (at " + userLine() + ")");
    }

    static ProgramException of(Op op, List<Shape> shapes, String expected) {
        String got = shapes.stream().map(Shape::toString).collect(Collectors.joining(" and "));
        return new ProgramException(op.symbol() + ": expected " + expected + ", got " + got);
    }

    /** The innermost stack frame outside this package's own classes. */
    private static String userLine() {
        return StackWalker.getInstance().walk(frames -> frames.filter(f -> !isOurs(f.getClassName()))
                .findFirst()
                .map(f -> f.getClassName() + "." + f.getMethodName() + "(" + f.getFileName() + ":" + f.getLineNumber()
                        + ")")
                .orElse("unknown line"));
    }

    private static boolean isOurs(String className) {
        String own = Program.class.getPackageName() + ".";
        return className.startsWith("java.")
                || (className.startsWith(own) && !className.endsWith("Test") && !className.contains("Test$"));
    }
}
