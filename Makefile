.PHONY: test it chaos bench format run
test:                  ## everything that CI asks: format, checks, unit and integration tests
	mvn -B verify
it:                    ## integration tests only
	mvn -B verify -DskipUnitTests
chaos:                 ## what takes too long for CI: disasters at random moments, again and again; CHAOS="-Dtacit.chaos.times=20 -Dtacit.chaos.seed=7"
	mvn -B verify -pl it-tests -am -DskipUnitTests -Djacoco.skip -Dtests=chaos -Dexcluded.tests= -Dit.test='io.tacit.it.*IT' -Dfailsafe.failIfNoSpecifiedTests=false $(CHAOS)
bench:                 ## every JMH benchmark; one of them: benchmarks/run NAME
	benchmarks/run
format:                ## formats all Java sources
	mvn -B -q spotless:apply
run:                   ## the main job: trains a density of US flights
	./tacit train examples/flights/flights.conf
