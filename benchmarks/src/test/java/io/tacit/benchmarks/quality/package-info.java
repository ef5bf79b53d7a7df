/** Do curves and targets say what was measured? */
package io.tacit.benchmarks.quality;
