# Short names for what one does often; everything works with ./mvnw alone.
MVN := ./mvnw --batch-mode
.DEFAULT_GOAL := help
.PHONY: help quick check test it seeds matrix night format demo dist clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

quick: ## compile everything, no checks, no tests
	$(MVN) -q -Dquick -DskipTests package

check: ## format, static analysis, size limits, unit tests
	$(MVN) -DskipITs verify

test: ## unit tests only
	$(MVN) -Dquick -DskipITs verify

it: ## integration tests on real servers (one: make it IT=DatabaseServerIT)
	$(MVN) -Dquick -DskipUTs $(if $(IT),-Dit.test='$(IT)' -Dfailsafe.failIfNoSpecifiedTests=false) verify

SEEDS := 1-40
seeds: ## random statements for every table while the stream is killed (one: make seeds SEEDS=7)
	$(MVN) -Dquick -DskipUTs -pl integration-tests -am verify -Dfailsafe.failIfNoSpecifiedTests=false \
		-Dit.test=EveryTableIT -Dgangway.seeds=$(SEEDS) $(if $(GOLDEN),-Dgangway.golden=$(GOLDEN))

matrix: ## every source server with every target server, and all that is to hold on each of them
	$(MVN) -Dquick -Pmatrix verify

night: ## thirty kills where every run has some, and the variants that it leaves out
	$(MVN) -Dquick -Pnight verify $(if $(GOLDEN),-Dgangway.golden=$(GOLDEN))

format: ## format all sources
	$(MVN) -q -DskipTests process-sources

demo: ## the whole migration on embedded servers
	./gangway demo

dist: ## the release in dist/target, and a look whether it runs
	$(MVN) -q -Dquick -DskipTests -Pdist -pl dist -am package
	.ci/check-release

clean: ## remove what was built; the package cache stays
	$(MVN) -q clean
