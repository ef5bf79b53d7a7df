# The Maven of this machine, or one that the wrapper fetches.
MVN := $(or $(shell command -v mvn),./mvnw)

.PHONY: test it chaos bench format run
test:                  ## everything that CI asks: format, checks, unit and integration tests
	$(MVN) -B verify
it:                    ## integration tests only
	$(MVN) -B verify -DskipUnitTests
chaos:                 ## what takes too long for CI: disasters at random moments, again and again; CHAOS="-Dtacit.chaos.times=20 -Dtacit.chaos.seed=7"
	$(MVN) -B verify -pl it-tests -am -DskipUnitTests -Djacoco.skip -Dtests=chaos -Dexcluded.tests= -Dit.test='io.tacit.it.*IT' -Dfailsafe.failIfNoSpecifiedTests=false $(CHAOS)
bench:                 ## every JMH benchmark; one of them: benchmarks/run NAME
	benchmarks/run
format:                ## formats all Java sources
	$(MVN) -B -q spotless:apply
run:                   ## the main job: trains a density of US flights
	./tacit train examples/flights/flights.conf
