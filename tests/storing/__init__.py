import pytest

pytest.register_assert_rewrite("tests.storing.store_contract")
