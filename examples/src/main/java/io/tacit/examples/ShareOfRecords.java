package io.tacit.examples;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a share of something that is to have at least one part: a number above 0 and up to 1. */
final class ShareOfRecords implements ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
        double share = text.matches("\\d*\\.?\\d+([eE]-?\\d+)?") ? Double.parseDouble(text) : Double.NaN;
        if (share > 0 && share <= 1) {
            return share;
        }
        throw new TypeConversionException("expected a number above 0 and up to 1, got '" + text + "'");
    }
}
