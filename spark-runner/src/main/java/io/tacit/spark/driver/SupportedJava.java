package io.tacit.spark.driver;

/**
 * The versions of Java that a version of Spark runs on: 17 to 23 before Spark 4.2, 17 to 25 from there. Java 24 took away the
 * Security Manager (JEP 486), which the Hadoop client of Spark 4.1 asks for a subject.
 */
enum SupportedJava {
    BEFORE_4_2("21", 23),
    FROM_4_2("25", 25);

    private final String advised;
    private final int newest;

    SupportedJava(String advised, int newest) {
        this.advised = advised;
        this.newest = newest;
    }

    /**
     * Passes where that Java can run that Spark.
     *
     * @param java the feature number, such as 17
     * @param spark a version such as {@code 4.2.0}
     * @throws UnsupportedJavaException saying which Java to take
     */
    static void require(int java, String spark) {
        SupportedJava range = of(spark);
        if (java > range.newest) {
            throw new UnsupportedJavaException("Java " + java + " cannot run Spark " + spark
                    + "; set JAVA_HOME to a Java from 17 to " + range.advised);
        }
    }

    private static SupportedJava of(String spark) {
        String[] numbers = spark.split("\\D+", 3);
        int major = Integer.parseInt(numbers[0]);
        int minor = Integer.parseInt(numbers[1]);
        return major > 4 || (major == 4 && minor >= 2) ? FROM_4_2 : BEFORE_4_2;
    }
}
