/** What runs for a moment in every build. */
package io.tacit.benchmarks.rounds;
