package io.tacit.spark.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a component that does not change what a round computes, only how long training goes on, where it runs or what
 * it leaves behind. It is not part of the configuration's hash, so a run may be resumed with another value.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
@interface Operational {}
