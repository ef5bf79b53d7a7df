/** Distribution and operation of training on Spark. Start from its sub-packages. */
@NullMarked
package io.tacit.spark;

import org.jspecify.annotations.NullMarked;
