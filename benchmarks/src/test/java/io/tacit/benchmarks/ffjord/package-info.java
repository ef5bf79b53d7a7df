/** Do the measurements run and say what they promise? Never how fast. */
package io.tacit.benchmarks.ffjord;
