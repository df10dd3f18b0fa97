"""What pyproject.toml cannot say of the wheel: every folder of code is a package, and a build starts from nothing."""

from __future__ import annotations

import shutil

from setuptools import find_packages, setup
from setuptools.command.build_py import build_py


class FreshBuild(build_py):
    """Copies the files into an empty folder: what an older build left there would go into the wheel and be served."""

    def run(self) -> None:
        if not self.editable_mode:
            shutil.rmtree(self.build_lib, ignore_errors=True)
        super().run()


CODE = find_packages(include=["geo", "geo.*", "layers", "layers.*", "sahel_atlas", "sahel_atlas.*"])
FILES = ["sahel_atlas.assets", "sahel_atlas.data", "sahel_atlas.words"]

setup(packages=[*CODE, *FILES], cmdclass={"build_py": FreshBuild})
