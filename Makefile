.PHONY: test it bench format run
test:                  ## everything that CI asks: format, checks, unit and integration tests
	mvn -B verify
it:                    ## integration tests only
	mvn -B verify -DskipUnitTests
bench:                 ## every JMH benchmark; one of them: benchmarks/run NAME
	benchmarks/run
format:                ## formats all Java sources
	mvn -B -q spotless:apply
run:                   ## the main job: trains a density of US flights
	./tacit train examples/flights/flights.conf
