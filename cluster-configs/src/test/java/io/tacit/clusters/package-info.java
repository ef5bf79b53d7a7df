/**
 * Is every file of every folder one that its reader accepts, and does every script do what it says? What needs YARN,
 * Kubernetes, Airflow or a GPU ends here at the command or the description that would be handed to them.
 */
@NullMarked
package io.tacit.clusters;

import org.jspecify.annotations.NullMarked;
