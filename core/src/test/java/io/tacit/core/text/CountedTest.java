package io.tacit.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountedTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | record | 0 records",
                "1 | record | 1 record",
                "18122 | training record | 18,122 training records",
                "1 | pass | 1 pass",
                "30 | pass | 30 passes",
                "2 | GPU | 2 GPUs",
                "2 | entry | 2 entries",
                "2 | key | 2 keys",
                "2 | batch | 2 batches"
            })
    void inWords(long count, String noun, String expected) {
        assertThat(Counted.of(count, noun)).isEqualTo(expected);
    }
}
