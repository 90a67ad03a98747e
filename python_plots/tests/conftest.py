"""Result files that several tests read."""
import pytest
import synthetic


@pytest.fixture(scope="session")
def full(tmp_path_factory):
    return synthetic.write(
        tmp_path_factory.mktemp("full") / "results.h5", years=(2030, 2031), days=None, regions=3)


@pytest.fixture(scope="session")
def bare(tmp_path_factory):
    return synthetic.write(
        tmp_path_factory.mktemp("bare") / "results.h5", regions=1, stores=False, contracts=False)
