/**
 * What does a person want to see of a run that has ended?
 *
 * <p>Start from {@link io.tacit.spark.metrics.report.ReportData}, all that a report shows, and {@link
 * io.tacit.spark.metrics.report.ReportPage}, which makes one HTML page of it that is complete in itself. Pictures are
 * SVG drawn by {@link io.tacit.spark.metrics.report.Plot}, a frame with layers, since a page that follows the reader's
 * light or dark setting and can be read aloud needs text and colours the page controls, and since chart libraries draw
 * text through AWT, which fails on servers that have no fonts. Depends on {@code metrics} and {@code metrics.picture}.
 */
@NullMarked
package io.tacit.spark.metrics.report;

import org.jspecify.annotations.NullMarked;
