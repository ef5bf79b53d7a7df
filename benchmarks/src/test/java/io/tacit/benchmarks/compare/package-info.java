/** Do comparisons compute and print what they say? */
package io.tacit.benchmarks.compare;
