"""Settings for all tests: the same examples every time, so that a green run means the same everywhere."""

from __future__ import annotations

import gc
import os

import pytest
from hypothesis import settings

settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("explore", deadline=None, max_examples=1000)
settings.load_profile("explore" if os.environ.get("MZGZ_EXPLORE") == "1" else "steady")

gc.set_threshold(200_000)
"""As the program has it (`__main__`): looking for circles among what the imports made takes a tenth of the tests."""

SLOW = {
    # other programs are started
    "test_check_cache.py",
    "test_command_line.py",
    "test_collected_commands.py",
    "test_form_libreoffice.py",
    "test_older_workbooks.py",
    "test_readme.py",
    "test_report_command.py",
    "test_shared_use.py",
    "test_web_together.py",
    "test_verify_office_programs.py",
    "test_web_browser.py",
    "test_web_damaged_uploads.py",
    "test_web_old_browsers.py",
    "test_locked_writing.py",
    # passwords are meant to take long
    "test_web_figures.py",
    "test_web_filling.py",
    "test_web_git.py",
    "test_web_jobs.py",
    "test_web_safety.py",
    # many examples are made up, and much is worked out for each
    "test_any_bureau.py",
    "test_cluster_page.py",
    "test_collect.py",
    "test_column_board.py",
    "test_column_sums.py",
    "test_column_tree.py",
    "test_damaged_data_sets.py",
    "test_docx_report.py",
    "test_docx_table_places.py",
    "test_edits_around_links.py",
    "test_independent_recomputation.py",
    "test_progress_laws.py",
    "test_living_document.py",
    "test_level_documents.py",
    "test_number_reader.py",
    "test_odd_entries.py",
    "test_sample_progress.py",
    "test_spark_sums.py",
    "test_speech_truth.py",
    "test_status.py",
    "test_verify_speech.py",
    "test_yaml_file.py",
    "test_yaml_fast.py",
    "test_year_command.py",
}
"""Files whose tests take most of the time; `make quick` leaves them out."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.name in SLOW:
            item.add_marker("slow")


os.environ["MZGZ_CACHE"] = "off"
"""A test judges; what an earlier run said is another test's subject."""
