/** Is every file of every folder one that its reader accepts? */
@NullMarked
package io.tacit.clusters;

import org.jspecify.annotations.NullMarked;
