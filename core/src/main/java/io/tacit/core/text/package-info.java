/** How are numbers put into sentences? Start from {@link io.tacit.core.text.Counted}. Depends on the JDK alone. */
@NullMarked
package io.tacit.core.text;

import org.jspecify.annotations.NullMarked;
