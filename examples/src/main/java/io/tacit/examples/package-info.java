/** Numbered lessons, each started by one command and each run by a test. */
@NullMarked
package io.tacit.examples;

import org.jspecify.annotations.NullMarked;
