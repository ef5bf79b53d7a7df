/**
 * On which device does this task compute? Spark's scheduler says it by the address that it gives to a task; {@link
 * io.tacit.spark.device.Devices} turns that into a {@link io.tacit.spark.device.Device}, in the task itself. {@link
 * io.tacit.spark.device.GpuSettings} looks before a run whether each task can have one, and {@link
 * io.tacit.spark.device.GpuStages} asks for one in the stages that compute. Depends on {@code core.engine}, {@code config}
 * and Spark.
 */
@NullMarked
package io.tacit.spark.device;

import org.jspecify.annotations.NullMarked;
